package io.corsync.sync;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What people are told after a run that nobody watched.
 *
 * @param change what changed
 * @param command the command that ran
 * @param trouble what is or was wrong: an exit code, or {@link #NOTHING_READ}
 * @param exitCode how the command ended now
 * @param since since when something is or was wrong
 * @param nights on how many days
 * @param run number of the run, null when it did not come to one
 * @param organization the org's name, null when it is not known
 * @param corUrl COR's address, null when it is not known
 * @param problem what is wrong, in words; null when the causes say it
 * @param causes what most rows are stuck for
 * @param todo what to do, a command first
 */
public record Notice(Change change, String command, String trouble, int exitCode, Instant since, int nights,
		@Nullable Long run, @Nullable String organization, @Nullable String corUrl, @Nullable String problem,
		List<Cause> causes, String todo) {

	/** Runs come to their end, but Salesforce has shown nothing for days. */
	public static final String NOTHING_READ = "nothing-read";

	/** What changed. */
	public enum Change {

		/** Something is wrong that people do not know of. */
		BEGAN,

		/** It goes on. */
		STILL,

		/** It is over. */
		RECOVERED

	}

	/**
	 * Why rows are stuck.
	 *
	 * @param cause the cause
	 * @param rows how many rows it stops
	 * @param means what it means
	 * @param remedy what a person does
	 */
	public record Cause(String cause, long rows, String means, String remedy) {

	}

}
