package io.corsync.mapping;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A function that expressions may call: pure, and one of a closed list.
 *
 * @param name its name
 * @param parameters names of what it takes, for messages; the last one may end in …
 * @param least the fewest arguments it takes
 * @param body what it does
 */
record Function(String name, List<String> parameters, int least, Body body) {

	static Function of(String form, Body body) {
		int open = form.indexOf('(');
		List<String> parameters = List.of(form.substring(open + 1, form.length() - 1).split(", "));
		return new Function(form.substring(0, open), parameters, parameters.size() - (form.contains("…") ? 1 : 0),
				body);
	}

	boolean takes(int count) {
		return count >= this.least && (isOpen() || count <= this.parameters.size());
	}

	private boolean isOpen() {
		return this.least < this.parameters.size();
	}

	@Override
	public String toString() {
		return this.name + "(" + String.join(", ", this.parameters) + ")";
	}

	/**
	 * What a function does.
	 */
	interface Body {

		@Nullable Object apply(Arguments arguments) throws RefusedValueException;

	}

}
