package io.corsync.mapping;

import java.util.Locale;

/**
 * Whose a field is once the entity is in COR.
 */
enum Owner {

	/** Salesforce's: every change is sent. */
	ALWAYS,

	/** COR's: sent once, when the entity is created. */
	CREATE;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
