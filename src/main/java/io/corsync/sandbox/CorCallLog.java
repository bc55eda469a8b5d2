package io.corsync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Counts the calls by verb and kind, and remembers each id's own.
 */
final class CorCallLog {

	/** An id that is called more often than this is in a loop; its first calls go. */
	private static final int KEPT_PER_ID = 100;

	private static final int KEPT = 200;

	private final Clock clock;

	private final Map<String, Long> counts = new TreeMap<>();

	private final Map<String, Long> statuses = new TreeMap<>();

	private final Map<String, Deque<Line>> byId = new HashMap<>();

	private final Deque<Line> latest = new ArrayDeque<>();

	CorCallLog(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Remembers a call.
	 * @param call the call
	 * @param status the answered status, 0 when there was no answer
	 * @param note what a fault did, empty when none did
	 */
	synchronized void add(CorCall call, int status, String note) {
		this.counts.merge(call.verb() + " " + call.kind(), 1L, Long::sum);
		this.statuses.merge(call.verb() + " " + call.kind() + " " + status, 1L, Long::sum);
		note(call, status, note);
	}

	/** Remembers what became of a call that has been counted already. */
	synchronized void note(CorCall call, int status, String note) {
		// A token's form is secret.
		JsonNode body = (call.body() != null) ? call.body() : JsonNodeFactory.instance.nullNode();
		Line line = new Line(this.clock.instant(), call.verb(), call.kind(), call.id(), body, status, note);
		keep(this.latest, line, KEPT);
		if (!call.id().isEmpty()) {
			keep(this.byId.computeIfAbsent(call.id(), (id) -> new ArrayDeque<>()), line, KEPT_PER_ID);
		}
	}

	private static void keep(Deque<Line> lines, Line line, int kept) {
		lines.addLast(line);
		if (lines.size() > kept) {
			lines.removeFirst();
		}
	}

	/** Calls by verb and kind: {@code POST projects}. */
	synchronized Map<String, Long> counts() {
		return new TreeMap<>(this.counts);
	}

	/** Calls by verb, kind and answered status: {@code POST projects 201}. */
	synchronized Map<String, Long> statuses() {
		return new TreeMap<>(this.statuses);
	}

	/** The calls of one id, in their order. */
	synchronized List<Line> of(String id) {
		return new ArrayList<>(this.byId.getOrDefault(id, new ArrayDeque<>()));
	}

	/** The latest calls of all ids, in their order. */
	synchronized List<Line> latest() {
		return new ArrayList<>(this.latest);
	}

	synchronized void reset() {
		this.counts.clear();
		this.statuses.clear();
		this.byId.clear();
		this.latest.clear();
	}

	/**
	 * One call.
	 *
	 * @param at when it was answered or dropped
	 * @param verb the method
	 * @param kind the kind's path
	 * @param id the external id
	 * @param body the body's fields
	 * @param status the answered status, 0 when there was no answer
	 * @param note what a fault did
	 */
	record Line(Instant at, String verb, String kind, String id, JsonNode body, int status, String note) {

	}

}
