package io.corsync.archfixtures.report;

import io.corsync.archfixtures.cor.Client;

/** Reports call no service. */
final class CallsCor {

	String use(Client client) {
		return client.toString();
	}

}
