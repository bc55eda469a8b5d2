package io.corsync.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.corsync.sync.FirstRun;
import io.corsync.sync.PaceNow;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * Begins, watches and stops the runs of this process, one at a time.
 */
interface Conductor {

	/**
	 * The run under way in this process.
	 * @return how it goes, empty when none is under way
	 */
	Optional<LiveRun> live();

	/**
	 * How the last run begun in this process ended, or why it could not begin.
	 * @return what was asked for and how it ended, empty before the first one
	 */
	Optional<LastRun> last();

	/**
	 * Begins a run, in the background.
	 * @param request what to do
	 * @param yes whether it was confirmed beforehand, as by {@code --yes}
	 * @param who the account that asked
	 * @return false when another run is under way in this process
	 */
	boolean begin(RunRequest request, boolean yes, String who);

	/**
	 * Lets the run under way finish what is in flight, and end.
	 * @param who the account that asked
	 * @return false when there is none
	 */
	boolean stop(String who);

	/**
	 * What the last run would have sent, had somebody said yes; for the question before
	 * the first run.
	 * @return what to ask, empty when the last run had nothing to ask
	 */
	default Optional<FirstRun> asked() {
		return Optional.empty();
	}

	/**
	 * What is due next.
	 * @return each scheduled command with its next time, soonest first
	 */
	List<Due> due();

	/**
	 * A scheduled command.
	 *
	 * @param command its name
	 * @param at when it is due
	 * @param zone the zone of the schedule
	 */
	record Due(String command, Instant at, ZoneId zone) {

	}

	/**
	 * A run under way.
	 *
	 * @param request what was asked for
	 * @param who who asked, an account or the schedule
	 * @param since when it was begun
	 * @param stopping whether somebody has stopped it
	 * @param phase the step's word, null before the first one
	 * @param done rows finished in this step
	 * @param total rows of this step, -1 when that is not known
	 * @param phaseSince when the step was begun, null before the first one
	 * @param said the latest lines, the newest last
	 * @param run its number, null until it has one
	 * @param pace how fast its calls to COR go, null until it has a number
	 */
	record LiveRun(RunRequest request, String who, Instant since, boolean stopping, @Nullable String phase, long done,
			long total, @Nullable Instant phaseSince, List<String> said, @Nullable Long run, @Nullable PaceNow pace) {

	}

	/**
	 * A run that has ended.
	 *
	 * @param request what was asked for
	 * @param who who asked
	 * @param since when it was begun
	 * @param ended when it was over
	 * @param code its exit code, as of the command line
	 * @param lines what the command line would have said about a failure; empty otherwise
	 */
	record LastRun(RunRequest request, String who, Instant since, Instant ended, int code, List<String> lines) {

	}

}
