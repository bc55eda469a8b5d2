package io.corsync.archfixtures.status;

import io.corsync.archfixtures.ledger.Store;

/** The page sees the ledger's values only. */
final class OpensTheStore {

	String use(Store store) {
		return store.toString();
	}

}
