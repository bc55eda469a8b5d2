package io.corsync.salesforce;

/**
 * How many rows to ask for: as many as keep a page near a size in bytes, since rows with
 * long texts are a hundred times larger than others.
 */
final class PageSize {

	/** Salesforce takes no smaller wish; below it a LIMIT has to do. */
	static final int SMALLEST_WISH = 200;

	private static final long MEGABYTE = 1024L * 1024;

	private static final long LARGEST_PAGE = 4 * MEGABYTE;

	/**
	 * What pages are sized for, so that rows may grow a little before the next change.
	 */
	private static final long TARGET = 3 * MEGABYTE;

	private static final long ABORT = 16 * MEGABYTE;

	/** At the smallest wish there is no cheap way to ask for less. */
	private static final long LATE_ABORT = 3 * ABORT;

	private static final long LAST_ABORT = 8 * ABORT;

	private final int most;

	/** Set by a server that found a page too much: it would do so again. */
	private int ceiling;

	private int rows;

	/**
	 * Begins with few rows, since nobody knows how long their texts are.
	 * @param most as many as anybody wants
	 */
	PageSize(int most) {
		this(most, SMALLEST_WISH);
	}

	private PageSize(int most, int first) {
		this.most = most;
		this.ceiling = most;
		this.rows = Math.min(first, most);
	}

	/**
	 * The size for a query: rows that are known to be small begin with all of them.
	 * @param most as many as anybody wants
	 * @param query what is read
	 */
	static PageSize of(int most, SourceQuery query) {
		return query.small() ? new PageSize(most, most) : new PageSize(most);
	}

	/**
	 * The wish for QueryOptions.
	 * @return rows
	 */
	int wish() {
		return Math.max(this.rows, SMALLEST_WISH);
	}

	/**
	 * The LIMIT of a query, for what a wish cannot say.
	 * @return rows, 0 for none
	 */
	int limit() {
		return (this.rows < SMALLEST_WISH) ? this.rows : 0;
	}

	long mostBytes() {
		if (this.rows > SMALLEST_WISH) {
			return ABORT;
		}
		return (this.rows > 1) ? LATE_ABORT : LAST_ABORT;
	}

	/**
	 * Learns from a page.
	 * @param count rows in it
	 * @param bytes its size
	 * @return whether the size to ask for changed
	 */
	boolean measured(int count, long bytes) {
		if (count == 0) {
			return false;
		}
		int before = this.rows;
		int fitting = (int) Math.max(1, TARGET / Math.max(1, bytes / count));
		boolean tooLarge = bytes > LARGEST_PAGE && fitting < this.rows;
		// A change costs a new query, so it has to be worth it.
		boolean roomy = fitting >= this.rows + this.rows / 2;
		if (tooLarge) {
			this.rows = Math.max(fitting, Math.min(this.rows, SMALLEST_WISH));
		}
		else if (roomy) {
			this.rows = Math.min(fitting, 2 * this.rows);
		}
		this.rows = Math.min(this.rows, this.ceiling);
		return this.rows != before;
	}

	/**
	 * Asks for less after an answer that was too large for us.
	 * @return false when there is nothing less than this
	 */
	boolean aborted() {
		int before = this.rows;
		this.rows = (before > SMALLEST_WISH) ? Math.max(SMALLEST_WISH, before / 8) : Math.max(1, before / 4);
		return this.rows < before;
	}

	/**
	 * Asks for less for good, after the server found a page too much.
	 * @return false when there is nothing less than this
	 */
	boolean refused() {
		int before = this.rows;
		this.rows = Math.max(1, before / 2);
		this.ceiling = this.rows;
		return this.rows < before;
	}

	@Override
	public String toString() {
		return this.rows + " of " + this.most + " rows";
	}

}
