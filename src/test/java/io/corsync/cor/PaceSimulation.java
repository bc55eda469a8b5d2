package io.corsync.cor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A client's threads before a server that limits them, in simulated time: calls travel a
 * few milliseconds, threads wake up late, and now and then the process stands still.
 */
final class PaceSimulation {

	private static final double NEVER = -1;

	private final TestTime time = new TestTime();

	private final PriorityQueue<Event> events = new PriorityQueue<>(
			Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));

	private final Random random;

	private final ServerLimit limit;

	private final Client client;

	private final Pace pace;

	private final SpacedTurns turns;

	private final Deque<Worker> waitForSlot = new ArrayDeque<>();

	private final Deque<Worker> waitForTurn = new ArrayDeque<>();

	private int slotsTaken;

	private double heldUntil = NEVER;

	private boolean headSleeps;

	private boolean headWasPaced;

	private double due = NEVER;

	private long served;

	private long refused;

	private double lastServed;

	private double longestSilence;

	private long numbers;

	private double now;

	private PaceSimulation(Client client, ServerLimit limit, long seed) {
		this.client = client;
		this.limit = limit;
		this.random = new Random(seed);
		this.pace = new Pace(client.told(), client.threads(), this.time);
		this.turns = new SpacedTurns(this.pace::callsPerSecond);
		for (int i = 0; i < client.threads(); i++) {
			this.waitForSlot.add(new Worker());
		}
		at(0, this::pump);
	}

	/**
	 * Threads that always have something to send.
	 *
	 * @param threads how many
	 * @param told the rate they were told, 0 for none
	 */
	record Client(int threads, double told) {

	}

	/**
	 * What came of some time.
	 *
	 * @param perSecond accepted calls in a second
	 * @param refusedShare refused calls of all
	 * @param longestSilence the longest time without an accepted call, in seconds
	 * @param pace what was found
	 */
	record Outcome(double perSecond, double refusedShare, double longestSilence, CorPace pace) {

	}

	static PaceSimulation of(Client client, ServerLimit limit, long seed) {
		return new PaceSimulation(client, limit, seed);
	}

	/** Lets time pass. */
	Outcome run(double seconds) {
		double begin = this.now;
		this.served = 0;
		this.refused = 0;
		this.longestSilence = 0;
		this.lastServed = begin;
		for (double at = begin; at < begin + seconds; at += 0.2) {
			at(at, this::pump);
		}
		while (!this.events.isEmpty() && this.events.peek().at() < begin + seconds) {
			Event event = this.events.remove();
			moveTo(event.at());
			event.what().run();
		}
		moveTo(begin + seconds);
		noteSilence();
		return new Outcome(this.served / seconds, this.refused / (double) Math.max(1, this.served + this.refused),
				this.longestSilence, this.pace.look());
	}

	private void moveTo(double moment) {
		this.now = Math.max(this.now, moment);
		Instant instant = instant(this.now);
		this.time.forward(Duration.between(this.time.instant(), instant));
	}

	private static Instant instant(double seconds) {
		return TestTime.START.plusNanos((long) (seconds * 1e9));
	}

	private static double seconds(Instant instant) {
		return Duration.between(TestTime.START, instant).toNanos() / 1e9;
	}

	private void at(double moment, Runnable what) {
		this.events.add(new Event(Math.max(moment, this.now), this.numbers++, what));
	}

	// As Limiter: slots first, then one at a time looks at the clock.
	private void pump() {
		while (!this.waitForSlot.isEmpty() && this.slotsTaken < this.pace.mostAtOnce()) {
			this.slotsTaken++;
			this.waitForTurn.add(this.waitForSlot.remove());
		}
		if (!this.headSleeps) {
			takeTurns();
		}
	}

	private void takeTurns() {
		this.headSleeps = false;
		while (!this.waitForTurn.isEmpty()) {
			Instant next = this.turns.next();
			double turn = (next == Instant.MIN) ? NEVER : seconds(next);
			double moment = Math.max(turn, this.heldUntil);
			if (moment > this.now + 1e-9) {
				this.headWasPaced |= this.heldUntil <= this.now;
				this.due = moment;
				this.headSleeps = true;
				at(moment + lateness(), this::takeTurns);
				return;
			}
			this.pace.turn(this.headWasPaced);
			this.turns.taken((this.due == NEVER) ? this.time.instant() : instant(this.due), this.time.instant());
			this.headWasPaced = false;
			this.due = NEVER;
			call(this.waitForTurn.remove());
		}
	}

	private double lateness() {
		double late = this.random.nextDouble(0.0015);
		late += (this.random.nextInt(100) == 0) ? this.random.nextDouble(0.02) : 0;
		return late + ((this.random.nextInt(2000) == 0) ? 0.15 : 0);
	}

	private void call(Worker worker) {
		Pace.Call call = this.pace.begin();
		at(this.now + this.random.nextDouble(0.001, 0.004), () -> {
			boolean accepted = this.limit.accepts(this.now);
			double took = accepted ? this.limit.latency(this.random) : 0.0005;
			at(this.now + took, () -> {
				if (accepted) {
					this.limit.ended();
				}
				double retryAt = this.limit.retryAt(this.now);
				at(this.now + this.random.nextDouble(0.001, 0.003), () -> answered(worker, call, accepted, retryAt));
			});
		});
	}

	private void answered(Worker worker, Pace.Call call, boolean accepted, double retryAt) {
		this.slotsTaken--;
		if (accepted) {
			this.served++;
			noteSilence();
			worker.attempt = 0;
			call.served();
			this.waitForSlot.add(worker);
		}
		else {
			this.refused++;
			call.refused();
			if (retryAt > this.heldUntil) {
				this.heldUntil = retryAt;
				this.pace.held(instant(retryAt));
			}
			double longest = Math.min(5, 0.5 * (1 << Math.min(worker.attempt++, 4)));
			at(this.now + this.random.nextDouble(longest / 2, longest), () -> {
				this.waitForSlot.add(worker);
				pump();
			});
		}
		pump();
	}

	private void noteSilence() {
		this.longestSilence = Math.max(this.longestSilence, this.now - this.lastServed);
		this.lastServed = this.now;
	}

	private record Event(double at, long number, Runnable what) {

	}

	/** One thread, with how often its call was refused. */
	private static final class Worker {

		private int attempt;

	}

}
