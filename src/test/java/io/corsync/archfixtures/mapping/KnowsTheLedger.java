package io.corsync.archfixtures.mapping;

import io.corsync.archfixtures.ledger.Row;

/** Mapping is made of pure functions. */
final class KnowsTheLedger {

	String name(Row row) {
		return row.name();
	}

}
