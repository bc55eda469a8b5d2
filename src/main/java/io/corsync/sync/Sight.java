package io.corsync.sync;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What Salesforce shows of a record.
 *
 * @param presence whether it is there
 * @param name its name, null when it is not there
 * @param changedAt its SystemModstamp, null when it is not there
 * @param rule the parts of the rule by which Opportunities are brought to COR, empty for
 * others and for what is not there
 */
public record Sight(Presence presence, @Nullable String name, @Nullable Instant changedAt, List<Part> rule) {

	/** Whether a record is there. */
	public enum Presence {

		/** This user sees it. */
		VISIBLE,

		/** It is in the recycle bin. */
		DELETED,

		/** It does not exist any more, never did, or this user may not see it. */
		INVISIBLE

	}

	/**
	 * One part of the rule.
	 *
	 * @param condition the condition, in SOQL
	 * @param met whether the record meets it, null when Salesforce could not tell
	 * @param note what else is to be said
	 */
	public record Part(String condition, @Nullable Boolean met, @Nullable String note) {

	}

	/**
	 * Whether it is there and meets every part of the rule that holds for every run.
	 * @return true also for what has no rule
	 */
	public boolean brought() {
		return this.presence == Presence.VISIBLE && unmet().isEmpty();
	}

	/**
	 * The parts of the filter that it does not meet.
	 * @return conditions
	 */
	public List<String> unmet() {
		return this.rule.stream()
			.filter((part) -> Boolean.FALSE.equals(part.met()) && part.note() == null)
			.map(Part::condition)
			.toList();
	}

}
