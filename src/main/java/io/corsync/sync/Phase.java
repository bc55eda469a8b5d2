package io.corsync.sync;

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

	/** Moves contracts and projects of merged Accounts to the client of the winner. */
	FOLLOW_MERGES("followMerges", "Following merged Accounts"),

	/** Brings Opportunities to projects, with the parents they need. */
	SYNC_PROJECTS("syncProjects", "Syncing projects"),

	/**
	 * Compares known projects that were closed before the first day that is brought over.
	 */
	COMPARE_OLDER("compareOlder", "Comparing what was closed before sync.from"),

	/** Takes known projects out of the scope whose Opportunities have left it. */
	LEAVE_PROJECTS("leaveProjects", "Looking for what left the scope"),

	/** Takes up what this run left open. */
	SETTLE_AGAIN("settleAgain", "Settling what this run left open");

	/** As Spring Batch separates the names of a step and its partition. */
	private static final String SLICE = ":";

	private final String step;

	private final String words;

	Phase(String step, String words) {
		this.step = step;
		this.words = words;
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
