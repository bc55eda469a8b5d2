package io.corsync.cor;

import java.util.Locale;
import java.util.Set;

/**
 * The kinds of entities that are delivered to COR, parents first.
 */
public enum Kind {

	CLIENT("clients"), CONTRACT("contracts"), BRAND("brands"), PRODUCT("products"), PROJECT("projects");

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
	 * The kinds that an entity of this kind may belong to.
	 * @return kinds that come before this one
	 */
	public Set<Kind> parents() {
		return switch (this) {
			case CLIENT -> Set.of();
			case CONTRACT, BRAND -> Set.of(CLIENT);
			case PRODUCT -> Set.of(CLIENT, BRAND);
			case PROJECT -> Set.of(CLIENT, CONTRACT, BRAND, PRODUCT);
		};
	}

	/**
	 * The kind as a word in sentences and in the ledger.
	 * @return the singular, in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
