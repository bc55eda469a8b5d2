package io.corsync.sync;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a night from sending much more than nights usually do: per kind and action a run
 * sends at most its limit, and the rest waits for a person.
 */
final class VolumeGuard {

	/** How many nights tell what is usual. */
	static final int NIGHTS = 30;

	private static final int FACTOR = 3;

	private final long run;

	private final Set<Action> unlimited;

	private final Map<Subject, Long> largest;

	private final Map<Subject, AtomicLong> sent = new ConcurrentHashMap<>();

	/**
	 * What is done to a row.
	 */
	enum Action {

		/** Not in COR before, as far as is known. */
		CREATE(Causes.GUARD_CREATE, "create", 100),

		/** In COR with other values. */
		UPDATE(Causes.GUARD_UPDATE, "change", 300),

		/** Left the filter. */
		ARCHIVE(Causes.GUARD_ARCHIVE, "archive", 5);

		private final String cause;

		private final String verb;

		private final long least;

		Action(String cause, String verb, long least) {
			this.cause = cause;
			this.verb = verb;
			this.least = least;
		}

	}

	/**
	 * What a limit is for.
	 *
	 * @param kind the kind
	 * @param action what is done
	 */
	record Subject(Kind kind, Action action) {

	}

	private final @Nullable Workers workers;

	private VolumeGuard(long run, Set<Action> unlimited, Map<Subject, Long> largest, Map<Subject, Long> sent,
			@Nullable Workers workers) {
		this.run = run;
		this.workers = workers;
		this.unlimited = unlimited;
		this.largest = largest;
		sent.forEach((subject, rows) -> this.sent.put(subject, new AtomicLong(rows)));
	}

	/**
	 * No limits, for what a person chose or approved.
	 */
	static VolumeGuard none() {
		return new VolumeGuard(0, Set.of(Action.values()), Map.of(), Map.of(), null);
	}

	/**
	 * The same without limits for some actions.
	 */
	VolumeGuard without(Set<Action> actions) {
		return new VolumeGuard(this.run, Set.copyOf(actions), this.largest, counts(), this.workers);
	}

	/**
	 * The same for all workers of a run together.
	 */
	VolumeGuard among(Workers all) {
		return new VolumeGuard(this.run, this.unlimited, this.largest, counts(), all);
	}

	private Map<Subject, Long> counts() {
		Map<Subject, Long> counts = new HashMap<>();
		this.sent.forEach((subject, count) -> counts.put(subject, count.get()));
		return counts;
	}

	/**
	 * The limits of a night.
	 * @param run the run's number
	 * @param nights what the last nights sent
	 * @param called what this run sent in an earlier start
	 */
	static VolumeGuard of(long run, List<Runs.Night> nights, List<Runs.Called> called) {
		Map<Subject, Map<Long, Long>> byNight = new HashMap<>();
		for (Runs.Night night : nights) {
			Action action = action(night.outcome());
			if (action != null) {
				byNight.computeIfAbsent(new Subject(kind(night.kind()), action), (any) -> new HashMap<>())
					.merge(night.run(), night.rows(), Long::sum);
			}
		}
		Map<Subject, Long> largest = new HashMap<>();
		byNight.forEach((subject, rows) -> rows.values().forEach((count) -> largest.merge(subject, count, Math::max)));
		Map<Subject, Long> sent = new HashMap<>();
		for (Runs.Called some : called) {
			if (carriedOver(some.step())) {
				continue;
			}
			Action action = (some.verb() == Entry.Verb.PUT) ? Action.UPDATE : Action.CREATE;
			action = some.step().equals(Phase.LEAVE_PROJECTS.step()) ? Action.ARCHIVE : action;
			sent.merge(new Subject(kind(some.kind()), action), some.rows(), Long::sum);
		}
		return new VolumeGuard(run, Set.of(), largest, sent, null);
	}

	private static boolean carriedOver(String step) {
		return Arrays.stream(Phase.values()).anyMatch((phase) -> phase.carriesOver() && phase.step().equals(step));
	}

	private static Kind kind(String word) {
		for (Kind kind : Kind.values()) {
			if (kind.word().equals(word)) {
				return kind;
			}
		}
		throw new IllegalArgumentException("No such kind: " + word);
	}

	private static @Nullable Action action(String outcome) {
		if (outcome.equals(Outcome.CREATED.word()) || outcome.equals(Outcome.ADOPTED.word())) {
			return Action.CREATE;
		}
		if (outcome.equals(Outcome.UPDATED.word())) {
			return Action.UPDATE;
		}
		return outcome.equals(Outcome.ARCHIVED.word()) ? Action.ARCHIVE : null;
	}

	/**
	 * Whether one more row may be sent; to be asked once for a row, just before its first
	 * call. A row that may not is to be {@link #held}.
	 */
	boolean admits(Kind kind, Action action) {
		if (this.unlimited.contains(action)) {
			return true;
		}
		AtomicLong count = this.sent.computeIfAbsent(new Subject(kind, action), (subject) -> new AtomicLong());
		long limit = limit(kind, action);
		if (this.workers != null) {
			return this.workers.admit(this.run, kind.word(), action.name(), count.get(), limit);
		}
		return count.getAndUpdate((rows) -> (rows < limit) ? rows + 1 : rows) < limit;
	}

	/**
	 * What becomes of a row that is not admitted.
	 */
	Decision.Hold held(Kind kind, Action action) {
		return new Decision.Hold(action.cause,
				"Run %d would %s more than %d %ss. That is the limit of a night: three times the most that one of the last %d nights did (%d), and at least %d. If it is meant: approve %d"
					.formatted(this.run, action.verb, limit(kind, action), kind.word(), NIGHTS, most(kind, action),
							action.least, this.run));
	}

	private long limit(Kind kind, Action action) {
		return Math.max(action.least, FACTOR * most(kind, action));
	}

	private long most(Kind kind, Action action) {
		return this.largest.getOrDefault(new Subject(kind, action), 0L);
	}

}
