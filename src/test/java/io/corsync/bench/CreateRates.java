package io.corsync.bench;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * How near creating comes to what latency and calls in flight allow.
 */
final class CreateRates implements Measurement {

	/** Every Opportunity, a tenth Contract and a twentieth Account of it. */
	private static final double ENTITIES_PER_ROW = 1.15;

	private final int latency;

	CreateRates(int latency) {
		this.latency = latency;
	}

	@Override
	public String group() {
		return "creates-" + this.latency;
	}

	@Override
	public String words() {
		return "creates/s at COR latency %d ms, 8, 32 and 64 in flight".formatted(this.latency);
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		List<Figure> figures = new ArrayList<>();
		for (int inFlight : List.of(8, 32, 64)) {
			double limit = inFlight * 1000.0 / this.latency;
			int rows = rows(limit, ground.pick(30, 8));
			figures.add(figure(inFlight, ", calls alone", callsAlone(ground, inFlight, limit), limit, Goal.NONE));
			double plain = Double.NaN;
			if (ground.peers() || this.latency < 50) {
				prepare(ground, rows);
				ground.plainLoop(ground.standIn().corUrl(), String.valueOf(inFlight)).expect(0);
				plain = rate(ground, rows);
				figures.add(figure(inFlight, ", plain loop", plain, limit, Goal.NONE));
			}
			if (ground.peers()) {
				prepare(ground, rows);
				ground.camel(inFlight).expect(0);
				figures.add(figure(inFlight, ", Apache Camel", rate(ground, rows), limit, Goal.NONE));
			}
			prepare(ground, rows);
			Child run = ground.home("creates").with("COR_MAX_IN_FLIGHT", inFlight).run("sync", "--yes").expect(0);
			double measured = rate(ground, rows);
			figures.add(figure(inFlight, "", measured, limit, goal(plain / limit)));
			figures.add(Figure.value(group(), name(inFlight, ": CPU for an entity, start included"), "ms",
					run.cpuSeconds() * 1000 / (rows * ENTITIES_PER_ROW), Goal.NONE));
		}
		return figures;
	}

	// What the machine, the HTTP client and the stand-in leave of the limit.
	private double callsAlone(Ground ground, int inFlight, double limit) throws Exception {
		int calls = (int) (limit * ground.pick(30, 4));
		prepare(ground, calls);
		ground.bareCalls(inFlight, calls).expect(0);
		return Ground.perSecond(ground.standIn().counters());
	}

	// Whole Accounts, so that the number of entities is known.
	private static int rows(double limit, int seconds) {
		return Math.max(20, (int) (limit * seconds / ENTITIES_PER_ROW) / 20 * 20);
	}

	private void prepare(Ground ground, int rows) throws Exception {
		ground.standIn().set("opportunities=%d&latency=%d".formatted(rows, this.latency));
	}

	private static double rate(Ground ground, int rows) throws Exception {
		JsonNode counters = ground.standIn().counters();
		int held = counters.get("held").propertyStream().mapToInt((kind) -> kind.getValue().asInt()).sum();
		int calls = counters.get("accepted").asInt();
		int expected = rows + rows / 10 + rows / 20;
		if (held != expected || calls != expected) {
			throw new IllegalStateException(
					"COR holds %d entities after %d calls, %d were expected of each".formatted(held, calls, expected));
		}
		return Ground.perSecond(counters);
	}

	private Goal goal(double plain) {
		if (this.latency < 50) {
			return Goal.atLeast(plain);
		}
		return Goal.atLeast((this.latency < 100) ? 0.95 : 0.97);
	}

	private Figure figure(int inFlight, String who, double measured, double limit, Goal goal) {
		return Figure.ratio(group(), name(inFlight, who), "/s", measured, limit, goal);
	}

	private String name(int inFlight, String more) {
		return "creates, %d ms, %d in flight%s".formatted(this.latency, inFlight, more);
	}

}
