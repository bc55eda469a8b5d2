package io.corsync.sandbox;

/**
 * A word, sign or literal of a query and where it stands.
 *
 * @param kind what it is
 * @param text as written; of a string, what it means
 * @param at the place of its first character
 */
record SoqlToken(Kind kind, String text, int at) {

	enum Kind {

		WORD, STRING, NUMBER, DATE, DATETIME, SIGN, END

	}

	boolean is(String word) {
		return (this.kind == Kind.WORD || this.kind == Kind.SIGN) && this.text.equalsIgnoreCase(word);
	}

}
