package io.corsync.prove;

import java.util.Locale;

/**
 * What is delivered, with its names on every side.
 */
enum Kind {

	CLIENT("clients", "Account", "refreshClients"), CONTRACT("contracts", "Contract", "refreshContracts"),
	PROJECT("projects", "Opportunity", "syncProjects");

	private final String path;

	private final String object;

	private final String step;

	Kind(String path, String object, String step) {
		this.path = path;
		this.object = object;
		this.step = step;
	}

	/** The word in the ledger. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The word in COR's paths. */
	String path() {
		return this.path;
	}

	/** Salesforce's object. */
	String object() {
		return this.object;
	}

	/** The step of a run that reads its rows. */
	String step() {
		return this.step;
	}

}
