package io.corsync.bench;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * How near creating comes to a rate that COR enforces with 429, told of it and not.
 */
final class RateLimits implements Measurement {

	private static final int LIMIT = 50;

	private static final int LATENCY = 50;

	@Override
	public String group() {
		return "rate";
	}

	@Override
	public String words() {
		return "creates/s under a COR limit of 50/s enforced with 429, told and not told";
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		List<Figure> figures = new ArrayList<>();
		int seconds = ground.pick(60, 15);
		JsonNode told = run(ground, "told", seconds, ground.home("rate").with("COR_REQUESTS_PER_SECOND", LIMIT));
		figures.add(Figure.ratio(group(), "creates, COR allows 50/s, told", "/s", Ground.perSecond(told), LIMIT,
				Goal.atLeast(0.97)));
		figures.add(Figure.value(group(), "429s of all calls, told", "", tooMany(told), Goal.atMost(0.01)));
		int learning = ground.pick(60, 20);
		JsonNode untold = run(ground, "untold", learning + seconds, ground.home("rate"));
		figures.add(Figure.ratio(group(), "creates, COR allows 50/s, not told, after %d s".formatted(learning), "/s",
				after(untold, learning), LIMIT, Goal.atLeast(0.90)));
		figures.add(Figure.value(group(), "429s of all calls, not told", "", tooMany(untold), Goal.NONE));
		return figures;
	}

	private static JsonNode run(Ground ground, String how, int seconds, Ground.Home home) throws Exception {
		int rows = (int) (LIMIT * seconds / 1.15) / 20 * 20;
		ground.standIn().set("opportunities=%d&latency=%d&limit=%d".formatted(rows, LATENCY, LIMIT));
		Child run = home.with("COR_MAX_IN_FLIGHT", 32).run("sync", "--yes");
		JsonNode counters = ground.standIn().set("limit=0");
		if (run.code() != 0 && run.code() != 3 && run.code() != 4) {
			run.expect(0);
		}
		if (run.code() != 0) {
			System.err.printf("%s: the run ended with %d, not everything was created%n", how, run.code());
		}
		return counters;
	}

	private static double tooMany(JsonNode counters) {
		double refused = counters.get("cor")
			.propertyStream()
			.filter((call) -> call.getKey().endsWith(" 429"))
			.mapToInt((call) -> call.getValue().asInt())
			.sum();
		return refused / (refused + counters.get("accepted").asDouble());
	}

	// The last second is not a whole one.
	private static double after(JsonNode counters, int seconds) {
		JsonNode accepted = counters.get("acceptedInSecond");
		int end = accepted.size() - 1;
		int sum = 0;
		for (int i = seconds; i < end; i++) {
			sum += accepted.get(i).asInt();
		}
		return (end > seconds) ? (double) sum / (end - seconds) : 0;
	}

}
