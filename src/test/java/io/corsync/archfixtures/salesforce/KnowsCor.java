package io.corsync.archfixtures.salesforce;

import io.corsync.archfixtures.cor.Client;

/** The two services do not know each other. */
final class KnowsCor {

	String use(Client client) {
		return client.toString();
	}

}
