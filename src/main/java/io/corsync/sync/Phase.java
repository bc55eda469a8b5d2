package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;

/**
 * The steps of a run, in their order.
 */
public enum Phase {

	/** Takes up what earlier runs left open. */
	SETTLE("settle", "Settling what earlier runs left open"),

	/** Brings changed Accounts to the clients that are in the ledger. */
	REFRESH_CLIENTS("refreshClients", "Refreshing clients"),

	/** Brings changed Contracts to the contracts that are in the ledger. */
	REFRESH_CONTRACTS("refreshContracts", "Refreshing contracts"),

	/** Brings changed records to the brands that are in the ledger. */
	REFRESH_BRANDS("refreshBrands", "Refreshing brands"),

	/** Brings changed records to the products that are in the ledger. */
	REFRESH_PRODUCTS("refreshProducts", "Refreshing products"),

	/** Moves contracts and projects of merged Accounts to the client of the winner. */
	FOLLOW_MERGES("followMerges", "Following merged Accounts"),

	/** Brings Opportunities to projects, with the parents they need. */
	SYNC_PROJECTS("syncProjects", "Syncing projects"),

	/**
	 * Compares known projects that were closed before the first day that is brought over.
	 */
	COMPARE_OLDER("compareOlder", "Comparing what was closed before sync.from"),

	/** Takes known projects out of the scope whose Opportunities have left it. */
	LEAVE_PROJECTS("leaveProjects", "Finding what left the scope"),

	/** Takes up what this run left open. */
	SETTLE_AGAIN("settleAgain", "Settling what this run left open");

	/** As Spring Batch separates the names of a step and its partition. */
	private static final String SLICE = ":";

	/**
	 * The kinds that projects may belong to, in the order in which they are refreshed.
	 */
	static final List<Kind> PARENTS = Kind.PROJECT.parents().stream().sorted().toList();

	private final String step;

	private final String words;

	Phase(String step, String words) {
		this.step = step;
		this.words = words;
	}

	/**
	 * The step that refreshes a kind of parents.
	 */
	static Phase refreshing(Kind kind) {
		return switch (kind) {
			case CLIENT -> REFRESH_CLIENTS;
			case CONTRACT -> REFRESH_CONTRACTS;
			case BRAND -> REFRESH_BRANDS;
			case PRODUCT -> REFRESH_PRODUCTS;
			case PROJECT -> throw new IllegalArgumentException("Projects are synced");
		};
	}

	/**
	 * The name of the step in Spring Batch's tables and in the ledger.
	 * @return the step's name
	 */
	public String step() {
		return this.step;
	}

	/**
	 * The name of the step of one of its slices.
	 * @param slice the slice's name
	 * @return the step's name in Spring Batch's tables
	 */
	String step(String slice) {
		return this.step + SLICE + slice;
	}

	/**
	 * Whether a step is that of a whole phase, not of a slice.
	 */
	static boolean whole(String step) {
		return !step.contains(SLICE);
	}

	/**
	 * The phase's step behind the step of a slice, or itself.
	 */
	static String stepOf(String step) {
		return whole(step) ? step : step.substring(0, step.indexOf(SLICE));
	}

	/**
	 * Whether its rows are carried over: an earlier step has read them.
	 * @return true for the settling steps
	 */
	public boolean carriesOver() {
		return this == SETTLE || this == SETTLE_AGAIN;
	}

	/**
	 * The phase as people read it.
	 * @return a few words
	 */
	public String words() {
		return this.words;
	}

}
