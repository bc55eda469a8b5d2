package io.corsync.sync;

import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 */
public sealed interface RunRequest {

	/** The command's name. */
	String command();

	/** Everything that tells two requests of one command apart. */
	String options();

	/**
	 * The nightly run, or named deals now.
	 *
	 * @param ids Opportunities to bring over now; empty for what changed
	 * @param limit most Opportunities to read, null for all
	 */
	record Sync(SortedSet<String> ids, @Nullable Long limit) implements RunRequest {

		@Override
		public String command() {
			return "sync";
		}

		@Override
		public String options() {
			return "ids=%s limit=%s".formatted(this.ids, this.limit);
		}

	}

	/**
	 * What a run's guards held.
	 *
	 * @param run the run
	 */
	record Approve(long run) implements RunRequest {

		@Override
		public String command() {
			return "approve";
		}

		@Override
		public String options() {
			return "run=%d".formatted(this.run);
		}

	}

	/**
	 * What is stuck, once more.
	 *
	 * @param cause only rows with this cause, null for all
	 * @param kind only rows of this kind, null for all
	 * @param ids only these rows, empty for all
	 * @param run only rows that got stuck in this run, null for all
	 */
	record Retry(@Nullable String cause, @Nullable String kind, SortedSet<String> ids,
			@Nullable Long run) implements RunRequest {

		@Override
		public String command() {
			return "retry";
		}

		@Override
		public String options() {
			return "cause=%s kind=%s ids=%s run=%s".formatted(this.cause, this.kind, this.ids, this.run);
		}

		boolean named() {
			return this.cause != null || !this.ids.isEmpty() || this.run != null;
		}

	}

}
