package io.corsync.mapping;

import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Makes plain text of HTML, with the lines and the list dashes that people saw.
 */
final class HtmlText implements NodeVisitor {

	/** Without a tag it is no HTML, and its lines are lines. */
	private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!]");

	private static final Pattern BLANKS_AT_LINE_END = Pattern.compile("(?<![ \\t])[ \\t]++\n");

	private static final Pattern EMPTY_LINES = Pattern.compile("\n{3,}");

	private static final Set<String> BLOCKS = Set.of("p", "div", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3",
			"h4", "h5", "h6", "blockquote", "pre", "hr");

	private final StringBuilder text = new StringBuilder();

	private HtmlText() {
	}

	/**
	 * The text of HTML.
	 * @param html what a rich text area holds; plain text stays as it is
	 * @return text with line breaks, without blanks around it
	 */
	static String plain(String html) {
		if (!TAG.matcher(html).find()) {
			return Parser.unescapeEntities(html, false).strip();
		}
		HtmlText text = new HtmlText();
		Jsoup.parse(html).body().traverse(text);
		String lines = BLANKS_AT_LINE_END.matcher(text.text.toString()).replaceAll("\n");
		return EMPTY_LINES.matcher(lines).replaceAll("\n\n").strip();
	}

	@Override
	public void head(Node node, int depth) {
		if (node instanceof TextNode words) {
			append(words.text());
		}
		else if (node instanceof Element element) {
			String name = element.normalName();
			if (name.equals("br")) {
				this.text.append('\n');
			}
			else if (BLOCKS.contains(name)) {
				endLine();
			}
			if (name.equals("li")) {
				this.text.append("- ");
			}
		}
	}

	@Override
	public void tail(Node node, int depth) {
		if (node instanceof Element element && BLOCKS.contains(element.normalName())) {
			endLine();
		}
		else if (node instanceof Element element
				&& (element.normalName().equals("td") || element.normalName().equals("th"))) {
			append(" ");
		}
	}

	/** Blanks at the beginning of a line are the layout of the HTML. */
	private void append(String words) {
		boolean lineStart = this.text.isEmpty() || this.text.charAt(this.text.length() - 1) == '\n';
		this.text.append(lineStart ? words.stripLeading() : words);
	}

	private void endLine() {
		if (!this.text.isEmpty() && this.text.charAt(this.text.length() - 1) != '\n') {
			this.text.append('\n');
		}
	}

}
