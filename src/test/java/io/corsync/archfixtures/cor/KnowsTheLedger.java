package io.corsync.archfixtures.cor;

import io.corsync.archfixtures.ledger.Row;

/** Client and ledger do not know each other. */
final class KnowsTheLedger {

	String name(Row row) {
		return row.name();
	}

}
