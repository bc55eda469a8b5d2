package io.corsync.sync;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.corsync.cor.CorException;
import io.corsync.ledger.DatabaseException;
import io.corsync.ledger.FenceLostException;
import io.corsync.ledger.LeaseHeldException;
import io.corsync.mapping.MappingException;
import io.corsync.salesforce.SalesforceException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A failure in words an administrator understands, with its exit code.
 *
 * @param code the exit code
 * @param lines what is wrong and what to do, at least one line
 * @param expected whether the lines say all; otherwise the log has more
 */
public record Failure(ExitCode code, List<String> lines, boolean expected) {

	/**
	 * Finds the words for a failure.
	 * @param thrown what was thrown
	 * @param databaseUrl the database's URL, for its troubles
	 * @return the failure
	 */
	public static Failure of(Throwable thrown, String databaseUrl) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			Failure known = known(cause);
			if (known != null) {
				return known;
			}
		}
		DatabaseException database = DatabaseException.in(thrown, databaseUrl);
		if (database != null) {
			return known(database.waitingHelps() ? ExitCode.UNAVAILABLE : ExitCode.REFUSED, database.getMessage());
		}
		return new Failure(ExitCode.DEFECT,
				List.of("It failed unexpectedly: %s".formatted(root(thrown)),
						"This is a defect of this program or a fault of this machine; the log has the details."),
				false);
	}

	private static @Nullable Failure known(Throwable cause) {
		if (cause instanceof SettingsException settings) {
			return new Failure(ExitCode.REFUSED, settings.problems(), true);
		}
		if (cause instanceof MappingException mapping) {
			return new Failure(ExitCode.REFUSED, mapping.problems().stream().map(Object::toString).toList(), true);
		}
		if (cause instanceof LeaseHeldException held) {
			return known(ExitCode.LEASE_HELD, held(held));
		}
		if (cause instanceof ApprovalNeededException) {
			return known(ExitCode.APPROVAL_NEEDED, cause.getMessage());
		}
		if (cause instanceof RefusedRequestException) {
			return known(ExitCode.REFUSED, cause.getMessage());
		}
		if (cause instanceof FenceLostException) {
			return known(ExitCode.LEASE_HELD,
					"The lease was lost: this program could not renew it in time, or another run took it over. Nothing more was sent; start again to continue.");
		}
		if (cause instanceof SalesforceException || cause instanceof CorException || cause instanceof GuardException) {
			return known(Ending.code(cause), cause.getMessage());
		}
		String type = cause.getClass().getName();
		if (type.startsWith("org.springframework.boot.context.config.") || type.startsWith("org.yaml.snakeyaml.")) {
			return known(ExitCode.REFUSED,
					"The configuration cannot be read: %s. Correct config/application.yml or what SPRING_CONFIG_IMPORT names."
						.formatted(root(cause).lines().map(String::strip).collect(Collectors.joining(" "))));
		}
		if (cause instanceof BindException bind) {
			return known(ExitCode.REFUSED, binding(bind));
		}
		return null;
	}

	private static Failure known(ExitCode code, @Nullable String message) {
		return new Failure(code, String.valueOf(message).lines().toList(), true);
	}

	private static String held(LeaseHeldException held) {
		String since = (held.holder().since() != null) ? DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z")
			.format(held.holder().since().atZone(ZoneId.systemDefault())) : "an unknown time";
		return "Another run holds the lease: %s, since %s. Wait until it has finished, or stop it; nothing was sent."
			.formatted(held.holder().describe(), since);
	}

	private static String binding(BindException bind) {
		ConfigurationPropertyName name = bind.getName();
		Object value = (bind.getProperty() != null) ? bind.getProperty().getValue() : "";
		String key = (bind.getProperty() != null) ? bind.getProperty().getName().toString() : name.toString();
		boolean secret = key.contains("secret") || key.contains("password") || key.contains("key");
		return "%s (%s) is %s, which does not fit: %s. Correct it.".formatted(key,
				key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
				secret ? "not shown" : "\"" + value + "\"", root(bind));
	}

	private static String root(Throwable thrown) {
		Throwable root = thrown;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

}
