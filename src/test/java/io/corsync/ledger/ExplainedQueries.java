package io.corsync.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A session of H2 whose queries are explained by {@code EXPLAIN ANALYZE} with the same
 * parameters before they are asked.
 */
final class ExplainedQueries {

	private ExplainedQueries() {
	}

	static Connection of(Connection connection, Consumer<String> plans) {
		return proxy(Connection.class, (method, arguments) -> {
			Object result = invoke(connection, method, arguments);
			if (method.getName().equals("prepareStatement")) {
				String sql = (String) arguments[0];
				return sql.startsWith("SELECT") ? statement((PreparedStatement) result,
						connection.prepareStatement("EXPLAIN ANALYZE " + sql), plans) : result;
			}
			return result;
		});
	}

	private static PreparedStatement statement(PreparedStatement query, PreparedStatement explanation,
			Consumer<String> plans) {
		return proxy(PreparedStatement.class, (method, arguments) -> {
			String name = method.getName();
			if (name.startsWith("set") && arguments != null && arguments.length > 1) {
				invoke(explanation, method, arguments);
			}
			else if (name.equals("executeQuery")) {
				try (ResultSet plan = explanation.executeQuery()) {
					plan.next();
					plans.accept(plan.getString(1));
				}
			}
			else if (name.equals("close")) {
				explanation.close();
			}
			return invoke(query, method, arguments);
		});
	}

	private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private interface Answer {

		Object to(Method method, Object[] arguments) throws Throwable;

	}

	private static <T> T proxy(Class<T> type, Answer answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> answer.to(method, arguments)));
	}

}
