package io.corsync.ledger;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionSystemException;

/**
 * Recognises what is wrong with a database by the SQL states of PostgreSQL and the error
 * codes of H2.
 */
final class DatabaseTrouble {

	/** H2: "Database may be already in use". */
	private static final int H2_IN_USE = 90020;

	/** H2: "Wrong user name or password". */
	private static final int H2_WRONG_PASSWORD = 28000;

	/**
	 * Connections, resources, an operator's or a time-out's end of a statement, locks,
	 * and what the operating system below did.
	 */
	private static final Set<String> TRANSIENT = Set.of("08", "53", "57", "55P03", "40", "58");

	/** The pool's word, without a state, for a connection that broke. */
	private static final String CLOSED = "Connection is closed";

	private DatabaseTrouble() {
	}

	/**
	 * Whether somebody else has an H2 file open.
	 */
	static boolean inUse(Throwable failure) {
		return causes(failure).stream()
			.anyMatch((cause) -> cause instanceof SQLException sql && sql.getErrorCode() == H2_IN_USE);
	}

	static @Nullable DatabaseException in(Throwable failure, String url) {
		SQLException first = null;
		for (Throwable cause : causes(failure)) {
			if (cause instanceof DatabaseException found) {
				return found;
			}
			if (cause instanceof SQLException sql && (first == null || first.getSQLState() == null)) {
				first = telling(sql);
			}
		}
		return (first != null) ? explain(first, url) : null;
	}

	// A rollback that fails, too, hides what it was for.
	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
			causes.add(cause);
			if (cause instanceof TransactionSystemException rollback && rollback.getApplicationException() != null) {
				causes.addAll(causes(rollback.getApplicationException()));
			}
		}
		return causes;
	}

	// A failed batch tells its statement with all values, and the reason behind it.
	private static SQLException telling(SQLException failure) {
		SQLException next = failure.getNextException();
		return (failure instanceof BatchUpdateException && next != null) ? next : failure;
	}

	private static @Nullable DatabaseException explain(SQLException failure, String url) {
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		if (failure.getErrorCode() == H2_IN_USE) {
			return new DatabaseException(
					"The database %s is in use by another program that does not share it. End that program, or choose another spring.datasource.url (SPRING_DATASOURCE_URL)."
						.formatted(url),
					false, failure);
		}
		if (state.startsWith("28") || failure.getErrorCode() == H2_WRONG_PASSWORD) {
			return new DatabaseException(
					"The database %s refuses the user or password. Check spring.datasource.username and spring.datasource.password (%s)."
						.formatted(url, password(url)),
					false, failure);
		}
		if (state.equals("3D000")) {
			return new DatabaseException(
					"The database of %s does not exist. Create it, or correct spring.datasource.url (SPRING_DATASOURCE_URL)."
						.formatted(url),
					false, failure);
		}
		if (state.equals("42501")) {
			return new DatabaseException(
					"The database user may not do this in %s: %s. Grant it, or choose another user.".formatted(url,
							reason(failure)),
					false, failure);
		}
		if (TRANSIENT.stream().anyMatch(state::startsWith) || failure instanceof SQLTransientException
				|| CLOSED.equals(failure.getMessage())) {
			return new DatabaseException(
					"The database %s does not answer: %s. Check that it runs and that spring.datasource.url (SPRING_DATASOURCE_URL) is right; then start again, nothing is lost."
						.formatted(url, reason(failure)),
					true, failure);
		}
		if (url.startsWith("jdbc:h2:") && state.startsWith("90")) {
			return new DatabaseException(
					"The database %s cannot be opened: %s. Check the directory's rights and free space (spring.datasource.url, SPRING_DATASOURCE_URL)."
						.formatted(url, reason(failure)),
					false, failure);
		}
		return null;
	}

	private static String reason(SQLException failure) {
		String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
		return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
	}

	private static String password(String url) {
		return url.startsWith("jdbc:h2:") ? "for H2 the password is in the file beside the database"
				: "environment SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD";
	}

}
