package io.corsync.bench;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * What the stand-in itself costs, asked by the plain loop without any latency.
 */
final class StandInCost implements Measurement {

	@Override
	public String group() {
		return "stand-in";
	}

	@Override
	public String words() {
		return "processor time of the stand-in for a call, and what it can do at most";
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		// The first time its code is compiled.
		ask(ground, ground.pick(40_000, 20_000));
		double before = ground.standIn().counters().get("cpuSeconds").asDouble();
		JsonNode after = ask(ground, ground.pick(100_000, 20_000));
		double calls = after.get("accepted").asDouble();
		return List.of(
				Figure.value(group(), "stand-in: CPU for a call", "ms",
						(after.get("cpuSeconds").asDouble() - before) * 1000 / calls, Goal.NONE),
				Figure.value(group(), "stand-in: creates by the plain loop without latency", "/s",
						Ground.perSecond(after), Goal.NONE));
	}

	private static JsonNode ask(Ground ground, int rows) throws Exception {
		ground.standIn().set("opportunities=%d&latency=0".formatted(rows));
		ground.plainLoop(ground.standIn().corUrl(), "16").expect(0);
		return ground.standIn().counters();
	}

}
