package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The faults that are on. Chance depends on the seed and on the call alone, not on the
 * order in which threads arrive, so that a run repeats.
 */
final class CorFaults {

	private final long seed;

	private final List<Armed> armed = new ArrayList<>();

	private int numbers;

	CorFaults(long seed) {
		this.seed = seed;
	}

	synchronized int add(CorFault fault) {
		Armed added = new Armed(++this.numbers, fault);
		this.armed.add(added);
		return added.number;
	}

	/** The first fault that meets the call; it is used up by one. */
	synchronized Optional<CorFault> next(CorCall call) {
		return this.armed.stream().filter((candidate) -> candidate.meets(call)).findFirst().map((met) -> met.fault);
	}

	synchronized void clear() {
		this.armed.clear();
	}

	synchronized boolean remove(int number) {
		return this.armed.removeIf((candidate) -> candidate.number == number);
	}

	synchronized List<State> all() {
		return this.armed.stream().map((one) -> new State(one.number, one.fault, one.done, one.isUsedUp())).toList();
	}

	/**
	 * A fault and how far it has come.
	 *
	 * @param number its number, to remove it by
	 * @param fault the fault
	 * @param done how many calls it met
	 * @param usedUp whether it will meet no more
	 */
	record State(int number, CorFault fault, int done, boolean usedUp) {

	}

	private final class Armed {

		private final int number;

		private final CorFault fault;

		private final Map<String, Integer> perCall = new HashMap<>();

		private int seen;

		private int done;

		private Armed(int number, CorFault fault) {
			this.number = number;
			this.fault = fault;
		}

		private boolean isUsedUp() {
			return this.fault.times() > 0 && this.done >= this.fault.times();
		}

		private boolean meets(CorCall call) {
			if (isUsedUp() || !this.fault.meets(call) || this.seen++ < this.fault.skip() || !isDrawn(call)) {
				return false;
			}
			this.done++;
			return true;
		}

		private boolean isDrawn(CorCall call) {
			if (this.fault.probability() >= 1) {
				return true;
			}
			int time = this.perCall.merge(call.toString(), 1, Integer::sum);
			long mixed = CorFaults.this.seed * 31 + Objects.hash(this.number, call.toString(), time);
			return new SplittableRandom(mixed).nextDouble() < this.fault.probability();
		}

	}

}
