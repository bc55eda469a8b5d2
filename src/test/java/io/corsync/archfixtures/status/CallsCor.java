package io.corsync.archfixtures.status;

import io.corsync.archfixtures.cor.Client;

/** The page calls no service. */
final class CallsCor {

	String use(Client client) {
		return client.toString();
	}

}
