package io.corsync.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The page's table of one kind: searched, newest first, a page at a time.
 *
 * @param kind the kind
 * @param search part of a name or external id
 * @param page the page, from 1
 */
record CorEntityTable(CorKind kind, String search, int page) {

	private static final int ROWS = 25;

	/** A description may fill screens; the admin JSON has it whole. */
	private static final int LONGEST_TEXT = 60;

	static CorEntityTable of(@Nullable String query) {
		Map<String, String> parameters = CorCall.parameters(query);
		String page = parameters.getOrDefault("page", "1");
		return new CorEntityTable(CorKind.of(parameters.getOrDefault("kind", "")).orElse(CorKind.PROJECTS),
				parameters.getOrDefault("search", "").strip(),
				page.matches("[1-9]\\d{0,6}") ? Integer.parseInt(page) : 1);
	}

	private boolean shows(CorEntity entity) {
		String wanted = this.search.toLowerCase(Locale.ROOT);
		return entity.name().toLowerCase(Locale.ROOT).contains(wanted)
				|| Objects.requireNonNullElse(entity.externalId(), "").toLowerCase(Locale.ROOT).contains(wanted);
	}

	String html(CorCompany company) {
		List<CorEntity> found = company.newest(this.kind).stream().filter(this::shows).toList();
		int last = Math.max(1, (found.size() + ROWS - 1) / ROWS);
		int shown = Math.min(this.page, last);
		List<CorEntity> rows = found.subList((shown - 1) * ROWS, Math.min(found.size(), shown * ROWS));
		StringBuilder html = new StringBuilder("<section>\n<nav aria-label=\"What to show\">\n");
		for (CorKind kind : CorKind.values()) {
			html.append("<a href=\"/?kind=%s\"%s>%s</a>\n".formatted(kind.path(),
					(kind == this.kind) ? " aria-current=\"page\"" : "", kind.path()));
		}
		html.append("""
				</nav>
				<form method="get" action="/">
				<input type="hidden" name="kind" value="%s">
				<input type="search" name="search" value="%s" placeholder="name or external id"
				 aria-label="Name or external id">
				<button>Search</button>
				</form>
				""".formatted(this.kind.path(), escaped(this.search)));
		html.append(rows.isEmpty() ? "<p class=\"soft\">Nothing here%s.</p>\n"
			.formatted(this.search.isEmpty() ? " yet" : " by that name or id") : table(rows));
		return html.append(pages(shown, last, found.size())).append("</section>\n").toString();
	}

	private String table(List<CorEntity> rows) {
		List<CorField> columns = this.kind.fields()
			.stream()
			.filter((field) -> rows.stream().anyMatch((row) -> row.values().hasNonNull(field.name())))
			.toList();
		StringBuilder html = new StringBuilder("<table class=\"entities\">\n<thead><tr><th>external and COR id</th>");
		columns.forEach((column) -> html
			.append("<th%s>%s</th>".formatted(isNumber(column) ? " class=\"number\"" : "", label(column))));
		html.append("<th>changed</th></tr></thead>\n<tbody>\n");
		for (CorEntity row : rows) {
			html.append("<tr><td class=\"id\" data-label=\"ids\"><span>%s<br><span class=\"soft\">%d</span></span></td>"
				.formatted(escaped(Objects.requireNonNullElse(row.externalId(), "none, made by hand")), row.corId()));
			columns.forEach(
					(column) -> html.append(cell(label(column), look(column), text(row.values().path(column.name())))));
			String changed = CorEntity.stamp(row.updatedAt()).replace("T", " ").replace("Z", "");
			html.append(cell("changed", "soft stamp", changed)).append("</tr>\n");
		}
		return html.append("</tbody>\n</table>\n").toString();
	}

	private static String label(CorField field) {
		return field.name().replace("_id", "").replace('_', ' ');
	}

	private static boolean isNumber(CorField field) {
		return field.type() == CorField.Type.NUMBER;
	}

	private static String look(CorField field) {
		return switch (field.type()) {
			case NUMBER -> "number";
			case DATE -> "tight";
			case REFERENCE -> "id";
			case TEXT, BOOLEAN, INCOME_TYPE -> field.required() ? "wide" : "";
		};
	}

	private static String text(JsonNode value) {
		String text = value.isMissingNode() ? ""
				: value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
		return (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT).strip() + "…" : text;
	}

	private static String cell(String label, String look, String text) {
		return "<td%s data-label=\"%s\">%s</td>".formatted(look.isEmpty() ? "" : " class=\"" + look + "\"", label,
				escaped(text));
	}

	private String pages(int shown, int last, int found) {
		String link = "<a href=\"/?kind=%s&amp;search=%s&amp;page=%d\">%s</a>";
		String search = URLEncoder.encode(this.search, StandardCharsets.UTF_8);
		String newer = (shown > 1) ? link.formatted(this.kind.path(), search, shown - 1, "← newer") : "";
		String older = (shown < last) ? link.formatted(this.kind.path(), search, shown + 1, "older →") : "";
		return "<div class=\"pages\"><span>%s</span><span class=\"soft\">%s in all, page %d of %d</span><span>%s</span></div>\n"
			.formatted(newer, grouped(found), shown, last, older);
	}

	static String grouped(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/** Makes text safe between tags and inside quoted attributes. */
	static String escaped(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

}
