package io.corsync.sync;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Standing;
import io.corsync.ledger.Standings;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import org.jspecify.annotations.Nullable;

/**
 * Finds out after a run that nobody watched whether people are to be told something, and
 * remembers that they were.
 */
public final class Notices {

	private static final int MOST_CAUSES = 3;

	private static final int LONGEST_PROBLEM = 1000;

	private final Standings standings;

	private final Runs runs;

	private final Targets targets;

	private final FailureReport failures;

	private final Clock clock;

	private final String organization;

	Notices(Standings standings, Runs runs, Targets targets, FailureReport failures, Clock clock, String organization) {
		this.standings = standings;
		this.runs = runs;
		this.targets = targets;
		this.failures = failures;
		this.clock = clock;
		this.organization = organization;
	}

	/**
	 * How a command ended.
	 *
	 * @param request what was asked for
	 * @param code what its end means
	 * @param reports the runs it came to, none when it ended before
	 * @param problem why it ended early, empty when it did not
	 */
	public record End(RunRequest request, ExitCode code, List<RunReport> reports, List<String> problem) {

		/**
		 * Whether such a command runs unwatched, at night or for hours.
		 * @return false for what a person starts for a few records and looks at
		 */
		public boolean unwatched() {
			return this.request.overHistory()
					|| this.request instanceof RunRequest.Sync sync && sync.ids().isEmpty() && sync.limit() == null;
		}

		// Neither is a change: somebody else runs, or somebody ended it and continues it.
		private boolean tells() {
			return this.code != ExitCode.LEASE_HELD && this.code != ExitCode.STOPPED;
		}

	}

	/**
	 * Notes how a command ended.
	 * @param end how
	 * @return what people are to be told, nothing when they know it
	 */
	public Optional<Notice> after(End end) {
		if (!end.tells()) {
			return Optional.empty();
		}
		Standing before = this.standings.find(subject(end));
		Instant now = this.clock.instant();
		NoticeRules.Step step = NoticeRules.after(before, trouble(end), now, today());
		if (!step.standing().equals(before)) {
			this.standings.save(step.standing());
		}
		return Optional.ofNullable(step.change())
			.map((change) -> notice(end, change, (change != Notice.Change.RECOVERED) ? step.standing() : before));
	}

	/**
	 * Remembers that people were told.
	 * @param end how the command ended
	 * @param notice what they were told
	 */
	public void told(End end, Notice notice) {
		String subject = subject(end);
		this.standings.save(NoticeRules.told(this.standings.find(subject), notice.change(), this.clock.instant()));
	}

	/**
	 * What people are told when the database cannot say what they know.
	 * @param end how the command ended
	 * @param now when
	 * @return the notice, nothing when all is well
	 */
	public static Optional<Notice> withoutMemory(End end, Instant now) {
		return (end.code() != ExitCode.DONE && end.tells())
				? Optional
					.of(new Notice(Notice.Change.BEGAN, end.request().command(), word(end.code()), end.code().code(),
							now, 1, null, null, null, problem(end), List.of(), todo(end, word(end.code()))))
				: Optional.empty();
	}

	private String subject(End end) {
		String command = end.request().command();
		return this.organization.isEmpty() ? command : command + " " + this.organization;
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneId.systemDefault());
	}

	private static String word(ExitCode code) {
		return String.valueOf(code.code());
	}

	private @Nullable String trouble(End end) {
		if (end.code() != ExitCode.DONE) {
			return word(end.code());
		}
		return (end.request() instanceof RunRequest.Sync && silent(end)) ? Notice.NOTHING_READ : null;
	}

	private boolean silent(End end) {
		Target target = target(end);
		return target != null
				&& Silence.unusual(this.runs.readings(target.id(), this.clock.instant().minus(Silence.LOOK_BACK),
						Phase.SYNC_PROJECTS.step()), today(), ZoneId.systemDefault());
	}

	private @Nullable Target target(End end) {
		List<Target> all = this.targets.all();
		if (!end.reports().isEmpty()) {
			long run = end.reports().get(0).run().number();
			return all.stream()
				.filter((target) -> this.runs.find(target.id(), run).isPresent())
				.findFirst()
				.orElse(null);
		}
		return (all.size() == 1) ? all.get(0) : null;
	}

	private Notice notice(End end, Notice.Change change, Standing standing) {
		Target target = target(end);
		boolean over = change == Notice.Change.RECOVERED;
		String trouble = (standing.trouble() != null) ? standing.trouble() : new TreeSet<>(standing.told()).first();
		return new Notice(change, end.request().command(), trouble, end.code().code(),
				Objects.requireNonNullElseGet(standing.since(), this.clock::instant), standing.nights(), run(end),
				(target != null) ? target.orgName() : null, (target != null) ? target.corUrl() : null,
				over ? null : problem(end), (over || target == null) ? List.of() : causes(target),
				over ? "Nothing." : todo(end, trouble));
	}

	private static @Nullable Long run(End end) {
		List<RunReport> reports = end.reports();
		return reports.isEmpty() ? null : reports.get(reports.size() - 1).run().number();
	}

	private static @Nullable String problem(End end) {
		String words = String.join("\n", end.problem());
		return words.isEmpty() ? null : words.substring(0, Math.min(words.length(), LONGEST_PROBLEM));
	}

	private List<Notice.Cause> causes(Target target) {
		return this.failures.totals(target)
			.groups()
			.stream()
			.limit(MOST_CAUSES)
			.map((group) -> new Notice.Cause(group.cause(), group.rows(), group.remedy().means(),
					group.remedy().remedy()))
			.toList();
	}

	private static String todo(End end, String trouble) {
		if (trouble.equals(Notice.NOTHING_READ)) {
			return "cor-sync check, then cor-sync explain ID with a deal that was won lately: a right may be gone, or the filter fits nothing any more.";
		}
		return switch (end.code()) {
			case REFUSED -> "cor-sync check names what has to be mended.";
			case UNSETTLED -> "cor-sync failures shows them with their remedies; cor-sync retry sends them again.";
			case UNAVAILABLE ->
				"Nothing, if it passes: the next run goes on where this one ended. Else: cor-sync check";
			case APPROVAL_NEEDED -> approval(end);
			case DONE, DEFECT, LEASE_HELD, STOPPED ->
				"Look into logs/cor-sync.log, then start cor-sync %s again.".formatted(end.request().command());
		};
	}

	private static String approval(End end) {
		return end.reports()
			.stream()
			.map(RunReport::held)
			.flatMap(Collection::stream)
			.map(Ledger.Held::run)
			.findFirst()
			.map((run) -> "cor-sync failures shows what is held; cor-sync approve %d sends it.".formatted(run))
			.orElseGet(
					() -> "cor-sync %s on a terminal asks; with --yes it does not.".formatted(end.request().command()));
	}

}
