package io.corsync.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * One field of a kind as COR's API reference lists it.
 *
 * @param name its name in bodies
 * @param type what its value must be
 * @param required whether a POST must have it
 * @param parent the path of the kind its value is an external id of, null when it is of
 * something this API does not create
 */
record CorField(String name, Type type, boolean required, @Nullable String parent) {

	/** What a value must be. */
	enum Type {

		TEXT, NUMBER, BOOLEAN, DATE, INCOME_TYPE, REFERENCE

	}

	static CorField text(String name) {
		return new CorField(name, Type.TEXT, false, null);
	}

	static CorField number(String name) {
		return new CorField(name, Type.NUMBER, false, null);
	}

	static CorField bool(String name) {
		return new CorField(name, Type.BOOLEAN, false, null);
	}

	static CorField date(String name) {
		return new CorField(name, Type.DATE, false, null);
	}

	static CorField incomeType() {
		return new CorField("income_type", Type.INCOME_TYPE, false, null);
	}

	static CorField reference(String name, @Nullable String parent) {
		return new CorField(name, Type.REFERENCE, false, parent);
	}

	CorField must() {
		return new CorField(this.name, this.type, true, this.parent);
	}

}
