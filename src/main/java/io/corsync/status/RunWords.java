package io.corsync.status;

import java.util.Locale;
import java.util.StringJoiner;

import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request in the words of the command line, for those who ask later who did what.
 */
final class RunWords {

	private RunWords() {
	}

	static String of(RunRequest request, boolean yes) {
		StringJoiner words = new StringJoiner(" ").add(request.command());
		if (request instanceof RunRequest.Sync sync) {
			sync.ids().forEach((id) -> words.add("--id").add(id));
			option(words, "--limit", sync.limit());
		}
		else if (request instanceof RunRequest.Backfill backfill) {
			words.add("--from").add(backfill.from().toString()).add("--to").add(backfill.to().toString());
			option(words, "--field", backfill.field().apiName());
			option(words, "--only", backfill.only().name().toLowerCase(Locale.ROOT));
			backfill.values().forEach((field, value) -> option(words, "--set", field + "=" + value));
			option(words, "--slice", backfill.length().name().toLowerCase(Locale.ROOT));
		}
		else if (request instanceof RunRequest.Approve approve) {
			words.add(String.valueOf(approve.run()));
		}
		else if (request instanceof RunRequest.Retry retry) {
			option(words, "--cause", retry.cause());
			option(words, "--kind", retry.kind());
			retry.ids().forEach((id) -> words.add("--id").add(id));
			option(words, "--run", retry.run());
			flag(words, "--all", retry.all());
		}
		flag(words, "--yes", yes);
		return words.toString();
	}

	private static void option(StringJoiner words, String name, @Nullable Object value) {
		if (value != null) {
			String text = value.toString();
			words.add(name).add(text.matches("\\S+") ? text : "'%s'".formatted(text));
		}
	}

	private static void flag(StringJoiner words, String name, boolean set) {
		if (set) {
			words.add(name);
		}
	}

}
