package io.corsync.sandbox;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Writes the XML of an answer.
 */
final class SoapXml {

	private final StringBuilder text = new StringBuilder();

	SoapXml open(String tag) {
		this.text.append('<').append(tag).append('>');
		return this;
	}

	SoapXml close(String element) {
		this.text.append("</").append(element).append('>');
		return this;
	}

	/**
	 * An element around others.
	 */
	SoapXml in(String element, Consumer<SoapXml> content) {
		open(element);
		content.accept(this);
		return close(element);
	}

	/**
	 * An element with text.
	 */
	SoapXml leaf(String element, Object value) {
		open(element);
		escape(value.toString());
		return close(element);
	}

	/**
	 * An element with text, or one that says it has none.
	 */
	SoapXml nillable(String element, @Nullable Object value) {
		if (value == null) {
			this.text.append('<').append(element).append(" xsi:nil=\"true\"/>");
			return this;
		}
		return leaf(element, value);
	}

	SoapXml add(SoapXml other) {
		this.text.append(other.text);
		return this;
	}

	int length() {
		return this.text.length();
	}

	/**
	 * Carriage returns are written as references, or the reader would take them for line
	 * ends; what XML cannot carry is left out.
	 */
	private void escape(String value) {
		for (int i = 0; i < value.length(); i++) {
			char next = value.charAt(i);
			switch (next) {
				case '<' -> this.text.append("&lt;");
				case '>' -> this.text.append("&gt;");
				case '&' -> this.text.append("&amp;");
				case '"' -> this.text.append("&quot;");
				case '\'' -> this.text.append("&apos;");
				case '\r' -> this.text.append("&#13;");
				default -> {
					if (next >= ' ' && next < '\uFFFE' || next == '\n' || next == '\t') {
						this.text.append(next);
					}
				}
			}
		}
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
