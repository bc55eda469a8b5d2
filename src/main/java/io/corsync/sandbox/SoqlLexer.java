package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a query into tokens.
 */
final class SoqlLexer {

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final Pattern DATETIME = Pattern
		.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?(Z|[+-]\\d{2}:\\d{2})");

	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

	private final String query;

	private final List<SoqlToken> tokens = new ArrayList<>();

	private int at;

	SoqlLexer(String query) {
		this.query = query;
	}

	List<SoqlToken> tokens() {
		while (this.at < this.query.length()) {
			char next = this.query.charAt(this.at);
			if (Character.isWhitespace(next)) {
				this.at++;
			}
			else if (next == '\'') {
				string();
			}
			else if (isWordStart(next)) {
				word();
			}
			else if (Character.isDigit(next) || next == '.' || next == '+' || next == '-') {
				number();
			}
			else {
				sign(next);
			}
		}
		this.tokens.add(new SoqlToken(SoqlToken.Kind.END, "", this.query.length()));
		return this.tokens;
	}

	private void string() {
		int start = this.at++;
		StringBuilder text = new StringBuilder();
		while (this.at < this.query.length()) {
			char next = this.query.charAt(this.at++);
			if (next == '\'') {
				this.tokens.add(new SoqlToken(SoqlToken.Kind.STRING, text.toString(), start));
				return;
			}
			text.append((next == '\\') ? escape() : String.valueOf(next));
		}
		throw SoqlRefusal.malformed("unexpected token: '<EOF>'", this.query.length());
	}

	/**
	 * The escapes that the SOQL reference lists; anything else is refused. Wildcards keep
	 * their backslash, LIKE needs to see it.
	 */
	private String escape() {
		char next = (this.at < this.query.length()) ? this.query.charAt(this.at++) : ' ';
		return switch (next) {
			case 'n', 'N' -> "\n";
			case 'r', 'R' -> "\r";
			case 't', 'T' -> "\t";
			case 'b', 'B' -> "\b";
			case 'f', 'F' -> "\f";
			case '"' -> "\"";
			case '\'' -> "'";
			case '\\' -> SoqlLike.ESCAPE + "\\";
			case '_', '%' -> SoqlLike.ESCAPE + next;
			case 'u' -> unicode();
			default -> throw illegalEscape();
		};
	}

	private String unicode() {
		if (this.at + 4 > this.query.length() || !this.query.substring(this.at, this.at + 4).matches("[0-9a-fA-F]+")) {
			throw illegalEscape();
		}
		this.at += 4;
		return String.valueOf((char) Integer.parseInt(this.query.substring(this.at - 4, this.at), 16));
	}

	private SoqlRefusal illegalEscape() {
		int start = this.query.lastIndexOf('\\', Math.min(this.at, this.query.length()) - 1);
		return SoqlRefusal.malformed(
				"Invalid string literal '" + this.query.substring(start, Math.min(start + 2, this.query.length()))
						+ "'. Illegal character sequence",
				start);
	}

	private void word() {
		int start = this.at;
		while (this.at < this.query.length() && isWordPart(this.query.charAt(this.at))) {
			this.at++;
		}
		String text = this.query.substring(start, this.at);
		this.tokens.add(new SoqlToken(SoqlToken.Kind.WORD, text, start));
	}

	private void number() {
		int start = this.at++;
		while (this.at < this.query.length() && isLiteralPart(this.query.charAt(this.at))) {
			this.at++;
		}
		String text = this.query.substring(start, this.at);
		SoqlToken.Kind kind;
		if (NUMBER.matcher(text).matches()) {
			kind = SoqlToken.Kind.NUMBER;
		}
		else if (DATE.matcher(text).matches()) {
			kind = SoqlToken.Kind.DATE;
		}
		else if (DATETIME.matcher(text).matches()) {
			kind = SoqlToken.Kind.DATETIME;
		}
		else {
			throw SoqlRefusal.malformed("unexpected token: '" + text + "'", start);
		}
		this.tokens.add(new SoqlToken(kind, text, start));
	}

	private void sign(char next) {
		String two = this.query.substring(this.at, Math.min(this.at + 2, this.query.length()));
		String sign = (two.equals("!=") || two.equals("<>") || two.equals("<=") || two.equals(">=")) ? two
				: String.valueOf(next);
		if ("=!=<><=>=(),:".indexOf(sign) < 0 || sign.equals("!")) {
			throw SoqlRefusal.malformed("unexpected token: '" + sign + "'", this.at);
		}
		this.tokens.add(new SoqlToken(SoqlToken.Kind.SIGN, sign, this.at));
		this.at += sign.length();
	}

	private static boolean isWordStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	}

	private static boolean isWordPart(char c) {
		return isWordStart(c) || (c >= '0' && c <= '9') || c == '.';
	}

	private static boolean isLiteralPart(char c) {
		return isWordPart(c) || c == '-' || c == '+' || c == ':';
	}

}
