package io.corsync.archfixtures.sync;

import io.corsync.archfixtures.cor.Client;
import io.corsync.archfixtures.ledger.Store;
import io.corsync.archfixtures.mapping.Rules;
import io.corsync.archfixtures.salesforce.Reader;

/** Keeps to every rule: it may use the four rooms below it. */
public final class Job {

	String run(Reader reader, Rules rules, Store store, Client client) {
		return reader + " " + rules + " " + store + " " + client;
	}

}
