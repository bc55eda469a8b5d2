package io.corsync.prove;

import java.time.Duration;
import java.util.List;

/**
 * What became of a case.
 *
 * @param name the case
 * @param database the database it ran on
 * @param took how long it took
 * @param books what the books of the two services say
 * @param problems everything that was not as it must be, in words
 */
record Verdict(String name, String database, Duration took, Books books, List<String> problems) {

	boolean passed() {
		return this.problems.isEmpty() && this.books.clean();
	}

	/** The result in a line. */
	String words() {
		if (passed()) {
			return "ok";
		}
		return this.books.clean() ? "FAILED" : "FAILED: " + this.books.words();
	}

	/**
	 * How many of what is wrong.
	 *
	 * @param lost rows in scope that COR does not hold as Salesforce has them
	 * @param doubled entities that COR holds twice or that nobody asked for
	 * @param unsettled rows that are still stuck, or runs that would not end well
	 * @param unbalanced certificates whose rows do not add up
	 */
	record Books(int lost, int doubled, int unsettled, int unbalanced) {

		static final Books CLEAN = new Books(0, 0, 0, 0);

		boolean clean() {
			return equals(CLEAN);
		}

		Books plus(Books other) {
			return new Books(this.lost + other.lost, this.doubled + other.doubled, this.unsettled + other.unsettled,
					this.unbalanced + other.unbalanced);
		}

		String words() {
			return "lost %d, doubled %d, unsettled %d, %s".formatted(this.lost, this.doubled, this.unsettled,
					(this.unbalanced == 0) ? "books balanced" : this.unbalanced + " books unbalanced");
		}

	}

}
