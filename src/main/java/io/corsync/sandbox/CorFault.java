package io.corsync.sandbox;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fault to switch on: which calls it meets and what it does to them.
 *
 * @param effect what it does
 * @param verb the method, null for every one
 * @param kind the kind's path or {@code token}, null for every one
 * @param id pattern of external ids, null for every one
 * @param skip how many of these calls pass first
 * @param times how many are met after that; 0 is all
 * @param probability the chance of each to be met
 * @param status the answer's status
 * @param body the answer's body
 * @param processed whether the call is carried out before a status or page is answered
 * @param millis how long a hang, a delay, or the pause between drops lasts; a hang of 0
 * lasts until it is released
 * @param retryAfter the 429's Retry-After: a number of seconds, {@code date:} and a
 * number of seconds, or null for no header
 */
record CorFault(CorEffect effect, @Nullable String verb, @Nullable String kind, @Nullable String id, int skip,
		int times, double probability, int status, String body, boolean processed, long millis,
		@Nullable String retryAfter) {

	private static final Pattern RETRY_AFTER = Pattern.compile("(date:)?\\d{1,6}");

	/**
	 * Reads a fault.
	 * @param json its settings by name, only {@code effect} is a must
	 */
	static CorFault of(ObjectNode json) {
		ObjectNode whole = CorJson.object()
			.put("skip", 0)
			.put("times", 1)
			.put("probability", 1.0)
			.put("status", 0)
			.put("body", "")
			.put("processed", false)
			.put("millis", 0);
		CorFault fault = CorJson.bind(whole.setAll(json), CorFault.class);
		if (!json.hasNonNull("effect")) {
			throw new IllegalArgumentException("a fault needs an effect");
		}
		if (fault.id != null) {
			Pattern.compile(fault.id);
		}
		if (fault.retryAfter != null && !RETRY_AFTER.matcher(fault.retryAfter).matches()) {
			throw new IllegalArgumentException("retryAfter is a number of seconds or date: and a number of seconds");
		}
		return fault;
	}

	boolean meets(CorCall call) {
		return (this.verb == null || this.verb.equals(call.verb()))
				&& (this.kind == null || this.kind.equals(call.kind()))
				&& (this.id == null || Pattern.matches(this.id, call.id()));
	}

	Duration duration() {
		return Duration.ofMillis(this.millis);
	}

	String words() {
		StringBuilder words = new StringBuilder(this.effect.name());
		words.append(" on ").append((this.verb != null) ? this.verb : "every verb");
		words.append(' ').append((this.kind != null) ? this.kind : "of every kind");
		if (this.id != null) {
			words.append(" with id ").append(this.id);
		}
		return words.toString();
	}

}
