package io.corsync.archfixtures.sandbox;

import io.corsync.archfixtures.cor.Client;

/** A fake that leans on what it is to prove. */
final class UsesTheClient {

	String use(Client client) {
		return client.toString();
	}

}
