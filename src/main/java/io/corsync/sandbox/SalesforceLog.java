package io.corsync.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked of the org: the last calls, and how many of each operation.
 */
final class SalesforceLog {

	private static final int KEPT = 1000;

	private static final int SHOWN = 500;

	private final Deque<Call> calls = new ArrayDeque<>();

	private final Map<String, Integer> counts = new TreeMap<>();

	/**
	 * A call.
	 *
	 * @param time the org's time
	 * @param operation what was asked
	 * @param subject the query, the object or whatever it was about
	 * @param outcome what came of it
	 */
	record Call(Instant time, String operation, String subject, String outcome) {
	}

	synchronized void add(Instant time, String operation, String subject, String outcome) {
		this.counts.merge(operation, 1, Integer::sum);
		if (this.calls.size() == KEPT) {
			this.calls.removeFirst();
		}
		this.calls.addLast(new Call(time, operation, subject.substring(0, Math.min(SHOWN, subject.length())), outcome));
	}

	synchronized List<Call> calls() {
		return List.copyOf(this.calls);
	}

	synchronized Map<String, Integer> counts() {
		return new TreeMap<>(this.counts);
	}

	synchronized int count(String operation) {
		return this.counts.getOrDefault(operation, 0);
	}

	synchronized void clear() {
		this.calls.clear();
		this.counts.clear();
	}

}
