package io.corsync.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /}: what this COR holds and how it was treated.
 */
final class CorPage implements Side, HttpHandler {

	private final CorWorld world;

	private final String style;

	CorPage(CorWorld world) {
		this.world = world;
		this.style = style();
	}

	@Override
	public void register(HttpServer server) {
		server.createContext("/", this);
	}

	private static String style() {
		try (InputStream in = Objects.requireNonNull(CorPage.class.getResourceAsStream("page.css"))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("page.css of the sandbox cannot be read", ex);
		}
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		boolean page = exchange.getRequestURI().getPath().equals("/");
		boolean get = exchange.getRequestMethod().equals("GET");
		CorReply reply = (page && get) ? CorReply.page(html(exchange.getRequestURI().getRawQuery()))
			.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
				: CorReply.html(page ? 405 : 404);
		new CorWire(exchange).send(reply);
	}

	private String html(@Nullable String query) {
		return """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<title>The sandbox's COR</title>
				<link rel="icon" href="data:,">
				<style>
				%s</style>
				</head>
				<body>
				<main>
				<h1>The sandbox’s COR</h1>
				<p class="soft">Company %d, in memory. Everything here is made up and goes when the sandbox ends.</p>
				%s%s<div class="columns">
				%s%s</div>
				%s<p class="soft">As JSON, and how to meddle: <a href="/sandbox/cor">/sandbox/cor</a></p>
				</main>
				</body>
				</html>
				""".formatted(this.style, this.world.behavior().companyId(), cards(),
				CorEntityTable.of(query).html(this.world.company()), calls(), violations(), faults());
	}

	private String cards() {
		StringBuilder cards = new StringBuilder("<div class=\"cards\">\n");
		for (CorKind kind : List.of(CorKind.CLIENTS, CorKind.CONTRACTS, CorKind.PROJECTS)) {
			cards.append(card("/?kind=" + kind.path(), "", this.world.company().all(kind).size(), kind.path()));
		}
		long calls = this.world.calls().counts().values().stream().mapToLong(Long::longValue).sum();
		cards.append(card("#calls", "", calls, "calls so far"));
		long violations = this.world.violations().total();
		cards.append(card("#violations", (violations > 0) ? " bad" : " good", violations,
				(violations == 1) ? "violation" : "violations"));
		cards.append(card("#faults", "", this.world.faults().all().stream().filter((fault) -> !fault.usedUp()).count(),
				"faults on"));
		return cards.append("</div>\n").toString();
	}

	private static String card(String link, String look, long count, String words) {
		return "<a class=\"card%s\" href=\"%s\"><b>%s</b>%s</a>\n".formatted(look, link, CorEntityTable.grouped(count),
				words);
	}

	private String calls() {
		StringBuilder html = new StringBuilder("<section id=\"calls\">\n<h2>Calls</h2>\n");
		Map<String, Long> statuses = this.world.calls().statuses();
		if (statuses.isEmpty()) {
			return html.append("<p class=\"soft\">None yet.</p>\n</section>\n").toString();
		}
		html.append(
				"<table>\n<thead><tr><th>call and answer</th><th class=\"number\">times</th></tr></thead>\n<tbody>\n");
		statuses.forEach((what,
				count) -> html.append("<tr><td>%s</td><td class=\"number\">%s</td></tr>\n".formatted(
						CorEntityTable.escaped(what.endsWith(" 0") ? what.replaceFirst(" 0$", " no answer") : what),
						CorEntityTable.grouped(count))));
		return html
			.append("</tbody>\n</table>\n<p class=\"soft\">At most %d in flight at once.</p>\n</section>\n"
				.formatted(this.world.traffic().peak()))
			.toString();
	}

	private String violations() {
		StringBuilder html = new StringBuilder("<section id=\"violations\">\n<h2>Violations</h2>\n");
		html.append("<p class=\"soft\">What a correct client never brings about.</p>\n<table>\n<tbody>\n");
		this.world.violations()
			.counts()
			.forEach((violation, count) -> html.append("<tr><td>%s</td><td class=\"number\">%s</td></tr>\n".formatted(
					violation.name().toLowerCase(Locale.ROOT).replace('_', ' '), CorEntityTable.grouped(count))));
		html.append("</tbody>\n</table>\n");
		this.world.violations()
			.latest()
			.stream()
			.limit(5)
			.forEach((entry) -> html.append("<p class=\"soft\">%s: %s</p>\n".formatted(CorEntity.stamp(entry.at()),
					CorEntityTable.escaped(entry.violation().name() + " " + entry.what()))));
		return html.append("</section>\n").toString();
	}

	private String faults() {
		StringBuilder html = new StringBuilder("<section id=\"faults\">\n<h2>Faults</h2>\n");
		List<CorFaults.State> faults = this.world.faults().all();
		if (faults.isEmpty()) {
			html.append("<p class=\"soft\">None on: this COR answers every call.</p>\n");
		}
		for (CorFaults.State state : faults) {
			html.append("<p>%s <span class=\"soft\">met %s%s%s</span></p>\n".formatted(
					CorEntityTable.escaped(state.fault().words()), CorEntityTable.grouped(state.done()),
					(state.fault().times() > 0) ? " of " + CorEntityTable.grouped(state.fault().times()) : "",
					state.usedUp() ? ", used up" : ""));
		}
		return html.append("</section>\n").toString();
	}

}
