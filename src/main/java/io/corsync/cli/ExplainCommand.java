package io.corsync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.corsync.ledger.Attempt;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Target;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code explain} command.
 */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Tells the whole story of one deal, client or contract.")
final class ExplainCommand implements Callable<Integer> {

	private static final int SHOWN = 50;

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "ID", description = "15 or 18 characters, or the record's address in Salesforce.")
	@SuppressWarnings("NullAway.Init")
	private String id;

	@Mixin
	private Output output = new Output();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	ExplainCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
	}

	/**
	 * What is known of one entity.
	 *
	 * @param entry its row in the ledger
	 * @param attempts the calls that were made for it, newest first
	 */
	record Story(Entry entry, List<Attempt> attempts) {

	}

	@Override
	public Integer call() {
		String externalId = Ids.parse(this.id, this.spec.commandLine());
		try (Opener.Parts parts = this.opener.open()) {
			Inspection inspection = parts.get(Inspection.class);
			List<Story> stories = new ArrayList<>();
			for (Target target : inspection.targets()) {
				for (Entry entry : inspection.find(target, externalId)) {
					stories.add(new Story(entry, inspection.attempts(target, entry.key(), SHOWN)));
				}
			}
			if (this.output.json()) {
				this.screen.json(stories);
			}
			else if (stories.isEmpty()) {
				this.screen.answerLine(this.screen.wrap(
						"%s was never sent to COR: no run has read it inside the filter, or it was read and left alone."
							.formatted(externalId),
						""));
			}
			else {
				stories.forEach(this::print);
			}
			return ExitCode.DONE.code();
		}
	}

	private void print(Story story) {
		Entry entry = story.entry();
		this.screen.answerLine("%s \"%s\" %s".formatted(capital(entry.key().kind()), entry.name(), words(entry)));
		this.screen.answerLine("  Salesforce id  " + entry.key().externalId());
		this.screen.answerLine("  COR id         " + ((entry.corId() != null) ? entry.corId() : "not known"));
		this.screen.answerLine("  state          %s since run %d"
			.formatted(entry.state().name().toLowerCase(Locale.ROOT), entry.lastRun().run()));
		Entry.Trouble trouble = entry.trouble();
		if (trouble != null) {
			this.screen
				.answerLine("  cause          %s, since %s".formatted(trouble.cause(), Screen.time(trouble.since())));
			this.screen.answerLine(this.screen.wrap(trouble.message(), "                 "));
		}
		if (entry.parkedReason() != null) {
			this.screen.answerLine("  parked         counts in no exit code and no message:");
			this.screen.answerLine(this.screen.wrap(entry.parkedReason(), "                 "));
		}
		Table table = new Table(this.screen.width(), "  when", "run", "call", "answer", "fields");
		for (Attempt attempt : story.attempts()) {
			table.row("  " + Screen.time(attempt.startedAt()), String.valueOf(attempt.run()), attempt.verb(),
					(attempt.cause() != null) ? attempt.cause() : attempt.outcome().toLowerCase(Locale.ROOT),
					String.join(" ", attempt.changedFields()));
		}
		if (!table.isEmpty()) {
			this.screen.answer(table);
		}
	}

	private static String words(Entry entry) {
		return switch (entry.state()) {
			case SYNCED -> "is in COR as Salesforce has it.";
			case SENDING -> "is being sent to COR.";
			case UNKNOWN -> "was sent to COR; whether it arrived is being found out.";
			case WAITING -> "waits for its client or contract to be in COR.";
			case BLOCKED -> "is held up by a setting in COR.";
			case REJECTED -> "was refused" + (entry.inCor() ? "; COR has an older version." : ".");
			case RETRYING -> "could not be sent; the next run tries again.";
			case HELD -> "is held until somebody approves it.";
			case OUT_OF_SCOPE -> "is no longer among the Opportunities that are brought to COR.";
		};
	}

	private static String capital(String word) {
		return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

}
