package io.corsync.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Says which runs later ones go by, however old they are: the last nights tell what is
 * usual, the last pass over all history and what came after it tell whether another one
 * is due, and that there were runs tells that the ledger is not new.
 */
final class NeededRuns {

	/** As many as a night's limits are reckoned from. */
	private static final int NIGHTS = 30;

	private final Set<Long> numbers = new TreeSet<>();

	private NeededRuns() {
	}

	/**
	 * The runs of one target that are needed.
	 * @param runs all of them, newest first
	 * @return their numbers
	 */
	static Set<Long> among(List<Run> runs) {
		NeededRuns needed = new NeededRuns();
		needed.keep(runs.stream().limit(NIGHTS).toList());
		needed.keep(runs.stream().filter((run) -> night(run) && run.endedAt() != null).limit(NIGHTS).toList());
		needed.keepSettingsSinceTheLastPass(runs);
		return needed.numbers;
	}

	private void keep(List<Run> runs) {
		runs.forEach((run) -> this.numbers.add(run.number()));
	}

	// The newest run of each filter and mapping is the one that an announcement names.
	private void keepSettingsSinceTheLastPass(List<Run> runs) {
		Set<Settings> known = new HashSet<>();
		for (Run run : runs) {
			if (run.state() != Run.Status.COMPLETED || !(night(run) || run.command().equals("reconcile"))) {
				continue;
			}
			boolean pass = run.windowFrom() == null;
			if (known.add(new Settings(run.filter(), run.mappingVersion())) || pass) {
				this.numbers.add(run.number());
			}
			if (pass) {
				return;
			}
		}
	}

	private static boolean night(Run run) {
		return run.command().equals("sync") && run.windowTo() != null;
	}

	private record Settings(@Nullable String filter, String mappingVersion) {

		private Settings {
			Objects.requireNonNull(mappingVersion);
		}

	}

}
