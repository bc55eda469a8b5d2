package io.corsync.cli;

/**
 * What a part of an answer is to look like where there are colours.
 */
enum Paint {

	/** All is well. */
	GOOD("32"),

	/** Somebody has to look at it. */
	CARE("33"),

	/** It failed. */
	BAD("31"),

	/** What the eye is to find. */
	STRONG("1");

	private final String code;

	Paint(String code) {
		this.code = code;
	}

	String on(String text) {
		return "\u001B[%sm%s\u001B[0m".formatted(this.code, text);
	}

}
