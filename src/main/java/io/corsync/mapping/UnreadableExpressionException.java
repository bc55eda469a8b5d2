package io.corsync.mapping;

/**
 * An expression in the mapping file that cannot be used; caught where the file's problems
 * are collected.
 */
final class UnreadableExpressionException extends RuntimeException {

	private final String remedy;

	UnreadableExpressionException(String what, String remedy) {
		super(what);
		this.remedy = remedy;
	}

	String what() {
		return String.valueOf(getMessage());
	}

	String remedy() {
		return this.remedy;
	}

}
