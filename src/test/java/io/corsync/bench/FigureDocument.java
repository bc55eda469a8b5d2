package io.corsync.bench;

import java.util.List;

/**
 * The place in a document where figures stand, between two marks.
 */
final class FigureDocument {

	private static final String BEGIN = "<!-- figures -->\n";

	private static final String END = "<!-- end of figures -->";

	private FigureDocument() {
	}

	/**
	 * Puts figures in the place of those that are there.
	 * @param document the document's text
	 * @param title where and when they were measured
	 * @param table the lines of a table
	 */
	static String with(String document, String title, List<String> table) {
		int from = document.indexOf(BEGIN);
		int to = document.indexOf(END);
		if (from < 0 || to < from) {
			throw new IllegalArgumentException("The document has no place for figures");
		}
		return document.substring(0, from + BEGIN.length()) + title + "\n\n" + String.join("\n", table) + "\n"
				+ document.substring(to);
	}

}
