package io.corsync.archfixtures.report;

import io.corsync.archfixtures.ledger.Store;

/** Reports see the ledger's values only. */
final class OpensTheStore {

	String use(Store store) {
		return store.toString();
	}

}
