package io.corsync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Entry;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Explanation;
import io.corsync.sync.Explanation.Change;
import io.corsync.sync.Explanation.Made;
import io.corsync.sync.Explanation.Relative;
import io.corsync.sync.Explanation.Story;
import io.corsync.sync.Sight;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code explain} command.
 */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Tells the whole story of one deal, client, contract, brand or product: what Salesforce shows, what COR has, every call, and what happens next.")
final class ExplainCommand implements Callable<Integer> {

	private static final String INDENT = "                 ";

	private static final int LONGEST_VALUE = 60;

	private static final int LONGEST_ANSWER = 300;

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "ID", description = "15 or 18 characters, or the record's address in Salesforce.")
	@SuppressWarnings("NullAway.Init")
	private String id;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	ExplainCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		String externalId = Ids.parse(this.id, this.spec.commandLine());
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
			List<Story> stories = parts.get(Explanation.class).of(externalId);
			if (this.output.json()) {
				this.screen.json(stories);
			}
			else {
				stories.forEach(this::print);
			}
			return ExitCode.DONE.code();
		}
	}

	private void print(Story story) {
		this.screen.answerLine(this.screen.paint(Paint.STRONG, this.screen.wrap(story.headline(), "")));
		this.screen.answerLine("");
		line("Salesforce id", "%s (%s)".formatted(story.externalId(), story.kind()));
		if (story.link() != null) {
			this.screen.answerLine(INDENT + story.link());
		}
		salesforce(story.salesforce(), story.withoutSalesforce());
		if (story.entry() != null) {
			ledger(story.entry(), story.forgotten());
		}
		values("would send", story.differences());
		story.parents().forEach((parent) -> line(parent.kind(), words(parent)));
		relatives("wait for it", story.waiting());
		relatives("sent without it", story.without());
		for (int i = 0; i < story.next().size(); i++) {
			line((i == 0) ? "next" : "", story.next().get(i));
		}
		story.attempts().forEach(this::print);
	}

	private void relatives(String word, List<Relative> rows) {
		if (!rows.isEmpty()) {
			line(word,
					rows.stream()
						.map((row) -> "%s %s \"%s\"".formatted(row.kind(), row.externalId(), row.name()))
						.collect(Collectors.joining(", ")));
		}
	}

	private void salesforce(@Nullable Sight sight, @Nullable String without) {
		if (sight == null) {
			line("in Salesforce", "not asked: " + without);
			return;
		}
		line("in Salesforce", switch (sight.presence()) {
			case VISIBLE -> "seen, last changed " + Screen.time(sight.changedAt());
			case DELETED -> "deleted, in the recycle bin";
			case INVISIBLE ->
				"not found: it does not exist, was deleted for good, or the integration user has no access to it";
		});
		for (int i = 0; i < sight.rule().size(); i++) {
			Sight.Part part = sight.rule().get(i);
			String met = (part.met() == null) ? "not known: " : part.met() ? "met: " : "NOT met: ";
			line((i == 0) ? "rule" : "",
					met + part.condition() + ((part.note() != null) ? " (" + part.note() + ")" : ""));
		}
	}

	private void ledger(Entry entry, boolean forgotten) {
		line("COR id", (entry.corId() != null) ? entry.corId() : "not known");
		line("state",
				"%s since run %d".formatted(entry.state().name().toLowerCase(Locale.ROOT), entry.lastRun().run()));
		Entry.Trouble trouble = entry.trouble();
		if (trouble != null) {
			line("cause", "%s, since %s".formatted(trouble.cause(), Screen.time(trouble.since())));
			line("", shorten(trouble.message(), LONGEST_ANSWER));
		}
		if (forgotten) {
			line("forgotten", "its values were removed from the ledger; hashes tell whether they change");
		}
		if (entry.parkedReason() != null) {
			line("parked", "counts in no exit code and no message: " + entry.parkedReason());
		}
	}

	private static String words(Relative parent) {
		if (parent.state() == null) {
			return "%s, not known to the ledger".formatted(parent.externalId());
		}
		return "%s \"%s\" %s%s".formatted(parent.externalId(), parent.name(),
				parent.state().name().toLowerCase(Locale.ROOT), (parent.cause() != null) ? ", %s: %s"
					.formatted(parent.cause(), shorten(String.valueOf(parent.message()), LONGEST_ANSWER)) : "");
	}

	private void print(Made made) {
		this.screen.answerLine("");
		this.screen.answerLine("  %s  run %d  %s  %s".formatted(Screen.time(made.startedAt()), made.run(), made.verb(),
				made.outcome().toLowerCase(Locale.ROOT) + ((made.cause() != null) ? " " + made.cause() : "")));
		List<String> fields = new ArrayList<>(made.changedFields());
		fields.removeAll(made.values().keySet());
		made.values().forEach((field, change) -> value(field, change));
		if (!fields.isEmpty()) {
			this.screen.answerLine(
					this.screen.wrap((made.values().isEmpty() ? "sent " : "and ") + String.join(", ", fields), "    "));
		}
		if (made.raw() != null) {
			this.screen.answerLine(this.screen.wrap("COR: " + shorten(made.raw(), LONGEST_ANSWER), "    "));
		}
	}

	private void values(String word, Map<String, Change> changes) {
		if (!changes.isEmpty()) {
			line(word, "");
			changes.forEach(this::value);
		}
	}

	private void value(String field, Change change) {
		String after = shorten(change.after(), LONGEST_VALUE);
		this.screen.answerLine(this.screen.wrap((change.before() != null)
				? "%s: %s → %s".formatted(field, shorten(change.before(), LONGEST_VALUE), after)
				: "%s: %s".formatted(field, after), "    "));
	}

	private void line(String word, String text) {
		String wrapped = this.screen.wrap(text, INDENT);
		this.screen.answerLine(("  %-15s".formatted(word) + wrapped.stripLeading()).stripTrailing());
	}

	private static String shorten(String text, int most) {
		return (text.codePointCount(0, text.length()) > most)
				? text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…" : text;
	}

}
