package io.corsync.cor;

import java.util.Locale;

/**
 * The kinds of entities that are delivered to COR, parents first.
 */
public enum Kind {

	CLIENT("clients"), CONTRACT("contracts"), PROJECT("projects");

	private final String path;

	Kind(String path) {
		this.path = path;
	}

	/**
	 * The kind's name in paths of the Integrations API.
	 * @return the plural, in lower case
	 */
	public String path() {
		return this.path;
	}

	/**
	 * The kind as a word in sentences and in the ledger.
	 * @return the singular, in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
