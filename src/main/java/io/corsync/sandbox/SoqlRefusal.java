package io.corsync.sandbox;

/**
 * Why a query is refused, with Salesforce's code and the place in the query.
 */
final class SoqlRefusal extends RuntimeException {

	private static final int SNIPPET = 30;

	private final String code;

	private final String text;

	private final int at;

	SoqlRefusal(String code, String text, int at) {
		super(text);
		this.code = code;
		this.text = text;
		this.at = at;
	}

	static SoqlRefusal malformed(String text, int at) {
		return new SoqlRefusal("MALFORMED_QUERY", text, at);
	}

	static SoqlRefusal unexpected(SoqlToken token) {
		String text = (token.kind() == SoqlToken.Kind.END) ? "<EOF>" : token.text();
		return malformed("unexpected token: '" + text + "'", token.at());
	}

	String code() {
		return this.code;
	}

	String text() {
		return this.text;
	}

	int row(String query) {
		return 1 + (int) query.substring(0, Math.min(this.at, query.length())).chars().filter((c) -> c == '\n').count();
	}

	int column(String query) {
		int end = Math.min(this.at, query.length());
		return end - query.lastIndexOf('\n', end - 1);
	}

	/**
	 * The message as Salesforce writes it: the lines around the place, a caret below it,
	 * the place in numbers and the text.
	 */
	String message(String query) {
		int end = Math.min(this.at, query.length());
		int start = Math.max(query.lastIndexOf('\n', end - 1) + 1, end - SNIPPET);
		int newline = query.indexOf('\n', end);
		int stop = Math.min((newline < 0) ? query.length() : newline, end + SNIPPET);
		return "\n" + query.substring(start, stop) + "\n" + " ".repeat(end - start) + "^\nERROR at Row:" + row(query)
				+ ":Column:" + column(query) + "\n" + this.text;
	}

}
