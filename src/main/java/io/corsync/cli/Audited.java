package io.corsync.cli;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import io.corsync.sync.AuditTrail;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * How a command was called, for those who ask later who did what.
 */
final class Audited {

	/** What people write in their own words stands beside the row that it is about. */
	private static final Set<String> OWN_WORDS = Set.of("--reason");

	/** What may follow a record's address, a session among it. */
	private static final Pattern BEHIND_ADDRESS = Pattern.compile("^(https?://[^?#]*)[?#].*$");

	private Audited() {
	}

	static int run(Opener.Parts parts, CommandSpec spec, AuditTrail.Work work) {
		return parts.get(AuditTrail.class).record(words(spec), work);
	}

	/**
	 * The command as it was called. Secrets are no arguments of any command.
	 */
	static String words(CommandSpec spec) {
		ParseResult parsed = spec.root().commandLine().getParseResult();
		StringJoiner words = new StringJoiner(" ");
		while (parsed.hasSubcommand()) {
			parsed = parsed.subcommand();
			words.add(parsed.commandSpec().name());
			for (OptionSpec option : parsed.matchedOptions()) {
				words.add(option.longestName());
				if (option.arity().max() > 0) {
					values(option).forEach(words::add);
				}
			}
			parsed.matchedPositionals().forEach((positional) -> values(positional).forEach(words::add));
		}
		return words.toString();
	}

	private static List<String> values(ArgSpec argument) {
		if (argument instanceof OptionSpec option && OWN_WORDS.contains(option.longestName())) {
			return List.of("…");
		}
		return argument.originalStringValues()
			.stream()
			.map((value) -> BEHIND_ADDRESS.matcher(value).replaceFirst("$1"))
			.map((value) -> value.matches("\\S+") ? value : "'%s'".formatted(value))
			.toList();
	}

}
