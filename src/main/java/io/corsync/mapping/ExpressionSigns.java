package io.corsync.mapping;

/**
 * Looks at an expression's characters before a parser does: only some mean anything, and
 * what is too long or too deep is not read at all.
 */
final class ExpressionSigns {

	/** Longer ones are a program, which a mapping should not be. */
	private static final int LONGEST = 1_000;

	/** Deeper ones nobody can read, nor a parser without a deep stack. */
	private static final int DEEPEST = 25;

	private static final int MOST_TURNS = 50;

	/** Outside of quotes; everything else belongs to parts of JEXL that are not used. */
	private static final String SIGNS = "_.,()+-*/<>=!&|?: \n";

	private final String text;

	private final StringBuilder checked = new StringBuilder();

	private int depth;

	private int turns;

	ExpressionSigns(String text) {
		this.text = text;
	}

	/**
	 * The expression, safe to be read.
	 * @return the text, with blanks around a colon: without them JEXL takes
	 * {@code a ? b:c(d)} for the name of a function
	 * @throws UnreadableExpressionException when it is not read
	 */
	String checked() {
		if (this.text.length() > LONGEST) {
			throw new UnreadableExpressionException(
					"has an expression of %,d characters, and %,d are allowed".formatted(this.text.length(), LONGEST),
					"make a formula field in Salesforce and map that");
		}
		int quotes = -1;
		for (int i = 0; i < this.text.length(); i++) {
			char sign = this.text.charAt(i);
			if (quotes < 0) {
				quotes = (sign == '\'' || sign == '"') ? i : -1;
				outside(sign, i);
				continue;
			}
			this.checked.append(sign);
			if (sign == '\\' && i + 1 < this.text.length()) {
				// What is escaped does not end the quotes.
				i++;
				this.checked.append(this.text.charAt(i));
			}
			else if (sign == this.text.charAt(quotes)) {
				quotes = -1;
			}
		}
		return this.checked.toString();
	}

	private void outside(char sign, int at) {
		if (!isKnown(sign)) {
			throw new UnreadableExpressionException(
					"has %s at its character %d, which means nothing in an expression"
						.formatted(Wording.quoted(Character.toString(this.text.codePointAt(at))), at + 1),
					"remove it, or put it between quotes if it is text");
		}
		this.depth += (sign == '(') ? 1 : (sign == ')') ? -1 : 0;
		this.turns += (sign == '?' || (sign == '!' && !this.text.startsWith("!=", at))) ? 1 : 0;
		if (this.depth > DEEPEST || this.turns > MOST_TURNS) {
			throw new UnreadableExpressionException(
					"has more than %d brackets within one another, or more than %d ? and !".formatted(DEEPEST,
							MOST_TURNS),
					"make a formula field in Salesforce and map that");
		}
		this.checked.append((sign == ':') ? " : " : sign);
	}

	private static boolean isKnown(char sign) {
		return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9')
				|| sign == '\'' || sign == '"' || SIGNS.indexOf(sign) >= 0;
	}

}
