package io.corsync.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Kill -9 at every boundary of every kind.
 */
final class KillCases {

	/** A project's claims and outcomes go into at least so many commits. */
	private static final int PROJECT_COMMITS = 4;

	private KillCases() {
	}

	static List<Case> all(long seed) {
		Random random = new Random(seed);
		List<Case> cases = new ArrayList<>();
		for (Boundary boundary : Boundary.values()) {
			for (Kind kind : Kind.values()) {
				int time = (kind == Kind.PROJECT) ? 1 + random.nextInt(PROJECT_COMMITS) : 1;
				cases.add(usual(kill(boundary, kind, time).inQuick(inQuick(boundary, kind))));
			}
		}
		for (Kind kind : Kind.values()) {
			cases.add(usual(Case.of("kill-%s-sent-arrives-late".formatted(kind.word()),
					Steps.kill(Boundary.REQUEST_SENT, kind, 1), Steps.later(Duration.ofSeconds(5), "POST", "release"),
					Steps.sync(0, 3)))
				.with("COR_SETTLE_AFTER", "8s"));
			cases.add(usual(Case.of("kill-%s-update-sent".formatted(kind.word()), Steps.sync(0),
					Steps.rename(kind, "B"), Steps.kill(Boundary.REQUEST_SENT, kind, 1), Steps.rename(kind, ""))));
		}
		return cases;
	}

	// Each kind once where it matters most, and both ends of a run.
	private static boolean inQuick(Boundary boundary, Kind kind) {
		return switch (kind) {
			case PROJECT -> switch (boundary) {
				case AFTER_CLAIM, WATERMARK -> true;
				case BEFORE_CLAIM, REQUEST_SENT, ANSWER_RECEIVED, LEDGER_COMMIT, POSITION -> false;
			};
			case CLIENT -> boundary == Boundary.REQUEST_SENT;
			case CONTRACT -> boundary == Boundary.ANSWER_RECEIVED;
		};
	}

	private static Case kill(Boundary boundary, Kind kind, int time) {
		String name = "kill-%s-%s".formatted(kind.word(), boundary.word());
		return switch (boundary) {
			// The first position is stored before any row is read.
			case POSITION -> Case.of(name, Steps.sync(0), Steps.rename(kind, "B"), Steps.kill(boundary, kind, 2))
				.with("SYNC_CHUNK_SIZE", "2");
			case WATERMARK -> Case.of(name, Steps.kill(boundary, kind, 1));
			case BEFORE_CLAIM, AFTER_CLAIM, REQUEST_SENT, ANSWER_RECEIVED, LEDGER_COMMIT ->
				Case.of(name, Steps.kill(boundary, kind, time));
		};
	}

	private static Case usual(Case one) {
		return one.with("COR_MAX_IN_FLIGHT", "4");
	}

}
