package io.corsync.archfixtures.cli;

import io.corsync.archfixtures.ledger.Store;

/** Commands see the ledger's values only. */
final class OpensTheStore {

	String use(Store store) {
		return store.toString();
	}

}
