package io.corsync.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/**
 * Watches what each transaction writes. At the moment of doom it leaves a mark, and the
 * thread goes no further; whoever waits for the mark kills the process.
 */
final class CommitWatch implements QueryExecutionListener, MethodExecutionListener {

	private final Doom doom;

	private final Map<String, List<Written>> open = new ConcurrentHashMap<>();

	private String step = "";

	private int seen;

	CommitWatch(Doom doom) {
		this.doom = doom;
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (this.doom.boundary().before() && commitsItself(execution)) {
			pass(written(queries));
		}
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		List<Written> written = written(queries);
		written.forEach(this::follow);
		if (!commitsItself(execution)) {
			this.open.computeIfAbsent(execution.getConnectionId(), (id) -> new ArrayList<>()).addAll(written);
		}
		else if (!this.doom.boundary().before()) {
			pass(written);
		}
	}

	@Override
	public void beforeMethod(MethodExecutionContext method) {
		if (method.getMethod().getName().equals("commit") && this.doom.boundary().before()) {
			pass(this.open.getOrDefault(connection(method), List.of()));
		}
	}

	@Override
	public void afterMethod(MethodExecutionContext method) {
		String name = method.getMethod().getName();
		if (name.equals("commit") || name.equals("rollback")) {
			List<Written> written = this.open.remove(connection(method));
			if (written != null && name.equals("commit") && !this.doom.boundary().before()) {
				pass(written);
			}
		}
	}

	private static String connection(MethodExecutionContext method) {
		return method.getConnectionInfo().getConnectionId();
	}

	private static boolean commitsItself(ExecutionInfo execution) {
		try {
			return execution.getStatement().getConnection().getAutoCommit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Written> written(List<QueryInfo> queries) {
		List<Written> written = new ArrayList<>();
		for (QueryInfo query : queries) {
			for (List<ParameterSetOperation> row : query.getParametersList()) {
				written.add(new Written(query.getQuery().stripLeading(),
						row.stream().map((parameter) -> String.valueOf(parameter.getArgs()[1])).toList()));
			}
		}
		return written;
	}

	private synchronized void follow(Written written) {
		if (written.statement().startsWith("INSERT INTO BATCH_STEP_EXECUTION(")) {
			this.step = written.values().contains(this.doom.kind().step()) ? this.doom.kind().step() : "";
		}
	}

	private void pass(List<Written> written) {
		if (written.stream().anyMatch(this::isDoom) && isTime()) {
			die();
		}
	}

	private synchronized boolean isTime() {
		return ++this.seen == this.doom.time();
	}

	private synchronized boolean isDoom(Written written) {
		String kind = this.doom.kind().word();
		return switch (this.doom.boundary()) {
			case BEFORE_CLAIM, AFTER_CLAIM -> written.to("ledger") && written.says(kind, "SENDING");
			case ANSWER_RECEIVED, LEDGER_COMMIT -> written.to("ledger") && written.says(kind, "SYNCED");
			case POSITION -> written.to("BATCH_STEP_EXECUTION_CONTEXT") && this.step.equals(this.doom.kind().step());
			case WATERMARK -> written.to("watermark") && written.says(kind);
			case REQUEST_SENT -> false;
		};
	}

	private void die() {
		try {
			Files.createFile(this.doom.mark());
			new CountDownLatch(1).await();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Nobody killed this process", ex);
		}
	}

	/**
	 * A row that a statement wrote.
	 *
	 * @param statement the statement
	 * @param values its parameters as text
	 */
	private record Written(String statement, List<String> values) {

		boolean to(String table) {
			return this.statement.matches("(?s)(INSERT INTO|UPDATE) " + table + "\\s.*");
		}

		boolean says(String... words) {
			return this.values.containsAll(List.of(words));
		}

	}

}
