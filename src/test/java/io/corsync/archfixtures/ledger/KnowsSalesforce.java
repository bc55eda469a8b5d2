package io.corsync.archfixtures.ledger;

import io.corsync.archfixtures.salesforce.Reader;

/** The ledger knows no service. */
final class KnowsSalesforce {

	String use(Reader reader) {
		return reader.toString();
	}

}
