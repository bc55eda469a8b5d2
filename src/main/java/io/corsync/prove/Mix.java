package io.corsync.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trouble of all sides at once, drawn by chance: runs among faults, some of them killed,
 * while people go on working in Salesforce.
 */
final class Mix {

	/** A call that is carried out later than this is beyond what is promised. */
	private static final int SETTLE_SECONDS = 3;

	private static final int RERUNS = 3;

	private final Random random;

	private Mix(Random random) {
		this.random = random;
	}

	static Case of(int number, long seed) {
		Random random = new Random(seed * 1_000_003 + number);
		return Case.of("mix-%03d".formatted(number), new Mix(random).steps())
			.inQuick()
			.withReruns(RERUNS)
			.with("COR_SETTLE_AFTER", SETTLE_SECONDS + "s")
			.with("COR_READ_TIMEOUT", "2s")
			.with("SYNC_CHUNK_SIZE", String.valueOf(2 + random.nextInt(20)))
			.with("COR_MAX_IN_FLIGHT", String.valueOf(1 + random.nextInt(12)));
	}

	private Step[] steps() {
		List<Step> steps = new ArrayList<>();
		steps.add(Steps.org("pageCap", 5 + this.random.nextInt(40)));
		int runs = 2 + this.random.nextInt(2);
		for (int run = 0; run < runs; run++) {
			if (run > 0) {
				steps.add(Steps.rename(pick(List.of(Kind.values())), pick(List.of("", "B", "C"))));
			}
			for (int i = this.random.nextInt(4); i > 0; i--) {
				steps.add(cor());
			}
			for (int i = this.random.nextInt(2); i > 0; i--) {
				steps.add(salesforce());
			}
			steps.add(run());
		}
		return steps.toArray(Step[]::new);
	}

	private Step run() {
		return switch (this.random.nextInt(4)) {
			case 0 -> Steps.killAfter(1 + this.random.nextInt(40));
			case 1 -> Steps.killAnywhere(pick(List.of(Boundary.values())), pick(List.of(Kind.values())),
					1 + this.random.nextInt(3));
			default -> Steps.troubledSync();
		};
	}

	private Step cor() {
		int times = 1 + this.random.nextInt(4);
		int skip = this.random.nextInt(30);
		int millis = 200 + this.random.nextInt(2200);
		return switch (this.random.nextInt(11)) {
			case 0 -> Steps.cor("DROP_BEFORE", "times", times, "skip", skip);
			case 1 -> Steps.cor("DROP_AFTER", "times", times, "skip", skip);
			case 2 -> Steps.cor("DROP_THEN_PROCESS", "times", times, "skip", skip, "millis", millis);
			case 3 -> Steps.cor("HANG_BEFORE", "times", times, "skip", skip, "millis", millis);
			case 4 -> Steps.cor("HANG_AFTER", "times", times, "skip", skip, "millis", millis + 1000);
			case 5 -> Steps.cor("CUT", "times", times, "skip", skip);
			case 6 -> Steps.cor("UNREADABLE", "times", times, "skip", skip);
			case 7 -> Steps.cor("HTML", "times", times, "skip", skip, "processed", this.random.nextBoolean());
			case 8 -> Steps.cor("TOO_MANY", "times", 1, "skip", skip, "retryAfter", "1");
			case 9 -> Steps.cor("EXPIRE_TOKENS", "times", 1, "skip", skip);
			default -> Steps.cor("ANSWER", "status", 500, "times", times, "skip", skip, "processed",
					this.random.nextBoolean());
		};
	}

	private Step salesforce() {
		// The first call is the token's, which has no session.
		int call = 2 + this.random.nextInt(8);
		return switch (this.random.nextInt(4)) {
			case 0 -> Steps.salesforce("*", "FAULT", "code", "INVALID_SESSION_ID", "message", "Session expired", "call",
					call);
			case 1 -> Steps.salesforce("queryMore", "FAULT", "code", "INVALID_QUERY_LOCATOR", "message",
					"invalid query locator", "call", 1);
			case 2 -> Steps.salesforce("query", "HTML", "call", 1 + this.random.nextInt(6));
			default -> Steps.salesforce("*", "TRUNCATE", "call", call);
		};
	}

	private <T> T pick(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

}
