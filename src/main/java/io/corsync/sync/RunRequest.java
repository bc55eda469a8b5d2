package io.corsync.sync;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 */
public sealed interface RunRequest {

	/** The command's name. */
	String command();

	/** Whether it goes over history, and lets a night go first. */
	default boolean overHistory() {
		return this instanceof Backfill || this instanceof Reconcile;
	}

	/** Whether workers on other machines do it. */
	default boolean remote() {
		return false;
	}

	/** Everything that tells two requests of one command apart. */
	String options();

	/**
	 * The nightly run, or named deals now.
	 *
	 * @param ids Opportunities to bring over now; empty for what changed
	 * @param limit most Opportunities to read, null for all
	 */
	record Sync(SortedSet<String> ids, @Nullable Long limit) implements RunRequest {

		/**
		 * Whether it is a night as it is, of everything that changed.
		 * @return false for named deals, and for some only
		 */
		public boolean whole() {
			return this.ids.isEmpty() && this.limit == null;
		}

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
	 * History, by dates.
	 *
	 * @param field the date that counts
	 * @param from first day
	 * @param to last day
	 * @param length how long its slices are
	 * @param only which rows it is for
	 * @param values what projects are created with in place of the mapping's values,
	 * texts by COR field name
	 * @param remote whether workers do it; no matter for what it is
	 */
	record Backfill(DateField field, LocalDate from, LocalDate to, SliceLength length, Only only,
			SortedMap<String, String> values, boolean remote) implements RunRequest {

		public Backfill(DateField field, LocalDate from, LocalDate to, SliceLength length, Only only,
				SortedMap<String, String> values) {
			this(field, from, to, length, only, values, false);
		}

		@Override
		public String command() {
			return "backfill";
		}

		@Override
		public String options() {
			return "field=%s from=%s to=%s slice=%s only=%s set=%s".formatted(this.field, this.from, this.to,
					this.length, this.only, this.values);
		}

		/** Which rows, and what they are created with, as people write it. */
		String choice() {
			StringBuilder choice = new StringBuilder(" --only ").append(this.only.word());
			this.values.forEach((field, text) -> choice.append(" --set %s=%s".formatted(field, text)));
			return choice.toString();
		}

		List<Slice> slices() {
			return Slice.cut(this.from, this.to, this.length);
		}

		Selection.Dates selection(ZoneId zone) {
			return new Selection.Dates(this.field.apiName(), this.from, this.to, zone);
		}

	}

	/**
	 * Everything in scope against the ledger.
	 *
	 * @param remote whether workers do the largest part; no matter for what it is
	 */
	record Reconcile(boolean remote) implements RunRequest {

		public Reconcile() {
			this(false);
		}

		@Override
		public String command() {
			return "reconcile";
		}

		@Override
		public String options() {
			return "";
		}

	}

	/** A date of an Opportunity that a backfill may go by. */
	enum DateField {

		/** When it was, or is to be, won. */
		CLOSE_DATE("CloseDate"),

		/** When it was created. */
		CREATED_DATE("CreatedDate"),

		/** When somebody changed it last. */
		LAST_MODIFIED_DATE("LastModifiedDate");

		private final String apiName;

		DateField(String apiName) {
			this.apiName = apiName;
		}

		/**
		 * The field's name in Salesforce.
		 * @return its API name
		 */
		public String apiName() {
			return this.apiName;
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
	 * @param all also what was refused for its own data and has not changed since
	 */
	record Retry(@Nullable String cause, @Nullable String kind, SortedSet<String> ids, @Nullable Long run,
			boolean all) implements RunRequest {

		@Override
		public String command() {
			return "retry";
		}

		@Override
		public String options() {
			return "cause=%s kind=%s ids=%s run=%s all=%s".formatted(this.cause, this.kind, this.ids, this.run,
					this.all);
		}

		/** Whether it goes for rows whose data was refused and has not changed since. */
		boolean insists() {
			return this.all || this.cause != null || !this.ids.isEmpty() || this.run != null;
		}

	}

}
