package io.corsync.archfixtures.prove;

import io.corsync.archfixtures.ledger.Row;

/** Judges the program by itself. */
final class UsesTheLedger {

	private final Row row = new Row("one");

	@Override
	public String toString() {
		return this.row.toString();
	}

}
