package io.corsync.bench;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * How fast rows are read that need nothing, beside WSC alone.
 */
final class UnchangedRows implements Measurement {

	@Override
	public String group() {
		return "unchanged";
	}

	@Override
	public String words() {
		return "unchanged rows/s beside a raw read by WSC, and what calls that takes";
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		int rows = ground.pick(200_000, 20_000);
		Ground.Home home = ground.home("unchanged").with("COR_MAX_IN_FLIGHT", 32);
		ground.standIn().set("opportunities=%d&latency=0&age=3600".formatted(rows));
		home.run("sync", "--yes").expect(0);
		JsonNode created = ground.standIn().set("forget=1");
		double nothing = home.run("sync").expect(0).seconds();
		double[] measured = new double[ground.pick(3, 1)];
		double[] raw = new double[measured.length];
		JsonNode counters = created;
		// In turn: a machine that others share is now quicker, now slower.
		for (int i = 0; i < measured.length; i++) {
			ground.standIn().set("touch=0&forget=1");
			measured[i] = rows / (home.run("sync").expect(0).seconds() - nothing);
			counters = ground.standIn().set("forget=1");
			raw[i] = Double.parseDouble(ground.plainLoop().expect(0).output().strip());
		}
		int entities = rows + rows / 10 + rows / 20;
		return List.of(
				Figure.ratio(group(), "unchanged rows, %,d of them, start subtracted".formatted(rows), "/s",
						FigureTable.median(measured), FigureTable.median(raw), Goal.atLeast(0.5)),
				Figure.value(group(), "COR calls of unchanged rows", "", calls(counters), Goal.exactly(0)),
				Figure.ratio(group(), "COR calls of creating", "", calls(created), entities, Goal.exactly(1)),
				Figure.value(group(), "Salesforce calls of creating beyond its pages", "", beyondPages(created),
						Goal.atMost(12)),
				Figure.value(group(), "Salesforce calls of unchanged rows beyond their pages", "",
						beyondPages(counters), Goal.atMost(12)),
				Figure.value(group(), "of these, pages of ids", "", pagesOfIds(counters), Goal.NONE));
	}

	private static int calls(JsonNode counters) {
		return counters.get("cor")
			.propertyStream()
			.filter((call) -> call.getKey().startsWith("P"))
			.mapToInt((call) -> call.getValue().asInt())
			.sum();
	}

	private static int beyondPages(JsonNode counters) {
		int calls = counters.get("salesforce").valueStream().mapToInt((count) -> count.asInt()).sum();
		return calls - counters.get("pages").path("Opportunity").asInt();
	}

	private static int pagesOfIds(JsonNode counters) {
		return counters.get("narrowPages").path("Opportunity").asInt();
	}

}
