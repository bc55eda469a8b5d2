package io.corsync.archfixtures.cli;

import io.corsync.archfixtures.cor.Client;

/** Commands call no service. */
final class CallsCor {

	String use(Client client) {
		return client.toString();
	}

}
