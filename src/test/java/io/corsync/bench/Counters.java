package io.corsync.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stand-in saw since it was last told to forget.
 */
final class Counters {

	/** What names and owners take. */
	private static final int FEW = 7;

	private static final int MOST_SECONDS = 7200;

	private final Map<String, Integer> salesforce = new TreeMap<>();

	private final Map<String, Integer> rows = new TreeMap<>();

	/** Pages with whole rows. */
	private final Map<String, Integer> pages = new TreeMap<>();

	/** Pages with rows of a few columns. */
	private final Map<String, Integer> narrowPages = new TreeMap<>();

	private final Map<String, Integer> cor = new TreeMap<>();

	/** What is in COR, by kind and number; it outlives a forgetting. */
	private final Map<String, BitSet> entities = new TreeMap<>();

	private final int[] acceptedInSecond = new int[MOST_SECONDS];

	private long firstArrival;

	private long lastAnswer;

	private long accepted;

	private int inFlight;

	private int mostInFlight;

	synchronized void forget(boolean entitiesToo) {
		this.salesforce.clear();
		this.rows.clear();
		this.pages.clear();
		this.narrowPages.clear();
		this.cor.clear();
		Arrays.fill(this.acceptedInSecond, 0);
		this.firstArrival = 0;
		this.lastAnswer = 0;
		this.accepted = 0;
		this.mostInFlight = 0;
		if (entitiesToo) {
			this.entities.clear();
		}
	}

	synchronized void salesforce(String operation) {
		this.salesforce.merge(operation, 1, Integer::sum);
	}

	synchronized void page(Query query, int count) {
		this.rows.merge(query.object().word(), count, Integer::sum);
		if (count > 0) {
			((query.columns().size() > FEW) ? this.pages : this.narrowPages).merge(query.object().word(), 1,
					Integer::sum);
		}
	}

	/**
	 * A call has arrived.
	 */
	synchronized void arrived(long now) {
		this.firstArrival = (this.firstArrival == 0) ? now : this.firstArrival;
		this.inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
	}

	/**
	 * Puts an entity into COR.
	 * @return false when it is there already
	 */
	synchronized boolean create(String kind, int number) {
		BitSet held = this.entities.computeIfAbsent(kind, (key) -> new BitSet());
		boolean added = !held.get(number);
		held.set(number);
		return added;
	}

	synchronized boolean holds(String kind, int number) {
		return this.entities.getOrDefault(kind, new BitSet()).get(number);
	}

	/**
	 * A call was answered.
	 * @param what verb, kind and outcome
	 * @param done whether COR did what was asked for
	 */
	synchronized void answered(String what, boolean done, long now) {
		this.inFlight--;
		this.cor.merge(what, 1, Integer::sum);
		if (done) {
			this.accepted++;
			this.lastAnswer = now;
			this.acceptedInSecond[(int) Math.min(MOST_SECONDS - 1, (now - this.firstArrival) / 1_000_000_000L)]++;
		}
	}

	synchronized void talked(String what) {
		this.cor.merge(what, 1, Integer::sum);
	}

	/**
	 * All of it, for JSON.
	 */
	synchronized Map<String, Object> told() {
		Map<String, Object> told = new LinkedHashMap<>();
		told.put("salesforce", new TreeMap<>(this.salesforce));
		told.put("rows", new TreeMap<>(this.rows));
		told.put("pages", new TreeMap<>(this.pages));
		told.put("narrowPages", new TreeMap<>(this.narrowPages));
		told.put("cor", new TreeMap<>(this.cor));
		Map<String, Integer> held = new TreeMap<>();
		this.entities.forEach((kind, numbers) -> held.put(kind, numbers.cardinality()));
		told.put("held", held);
		told.put("accepted", this.accepted);
		told.put("seconds", (this.accepted > 0) ? (this.lastAnswer - this.firstArrival) / 1e9 : 0);
		told.put("mostInFlight", this.mostInFlight);
		int last = (this.accepted > 0)
				? (int) Math.min(MOST_SECONDS - 1, (this.lastAnswer - this.firstArrival) / 1_000_000_000L) : -1;
		told.put("acceptedInSecond", Arrays.copyOf(this.acceptedInSecond, last + 1));
		return told;
	}

}
