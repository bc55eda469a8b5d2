package io.corsync.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * COR in trouble.
 */
final class CorCases {

	/** Which of them are in the short selection: those that lie about what was done. */
	private static final Set<String> QUICK = Set.of("cor-reset-after-commit", "cor-a-b-lost-a");

	private CorCases() {
	}

	static List<Case> all() {
		List<Case> cases = new ArrayList<>();
		cases.addAll(refusals());
		cases.addAll(silences());
		cases.addAll(riddles());
		cases.addAll(contradictions());
		return cases.stream().map(CorCases::meeting).map((one) -> one.inQuick(QUICK.contains(one.name()))).toList();
	}

	private static Case meeting(Case one) {
		List<Step> steps = new ArrayList<>(one.steps());
		steps.add(Steps.allMet());
		return new Case(one.name(), one.quick(), one.opportunities(), one.settings(), one.reruns(), steps);
	}

	private static List<Case> refusals() {
		return List.of(spoiled("429", "TOO_MANY", "times", 3),
				spoiled("429-seconds", "TOO_MANY", "times", 1, "retryAfter", "2"),
				spoiled("429-date", "TOO_MANY", "times", 1, "retryAfter", "date:2"),
				Case.of("cor-429-hour", Steps.cor("TOO_MANY", "skip", 9, "retryAfter", "3600"), Steps.sync(4),
						Steps.said("COR")),
				spoiled("500", "ANSWER", "times", 4, "status", 500, "body", "{\"message\":\"Internal server error\"}"),
				spoiled("500-after-commit", "ANSWER", "times", 4, "status", 500, "processed", true),
				spoiled("502-html", "HTML", "times", 4),
				spoiled("502-html-after-commit", "HTML", "times", 4, "processed", true),
				spoiled("503", "ANSWER", "times", 4, "status", 503), spoiled("401", "UNAUTHORIZED", "times", 1),
				tokensEnd(), Case.of("cor-token-endpoint-down",
						Steps.cor("ANSWER", "kind", "token", "status", 503, "times", 2), Steps.sync(0, 4)));
	}

	private static Case tokensEnd() {
		return Case.of("cor-tokens-end", Steps.cor("EXPIRE_TOKENS", "skip", 3), Steps.cor("EXPIRE_TOKENS", "skip", 20),
				Steps.cor("EXPIRE_TOKENS", "skip", 36), Steps.sync(0));
	}

	private static List<Case> silences() {
		List<Case> cases = new ArrayList<>();
		cases.add(spoiled("reset-before-commit", "DROP_BEFORE", "times", 6));
		cases.add(spoiled("reset-after-commit", "DROP_AFTER", "times", 6));
		cases.add(spoiled("hang-before-commit", "HANG_THEN_DROP", "times", 3, "millis", 2500).with("COR_READ_TIMEOUT",
				"1s"));
		cases
			.add(spoiled("hang-after-commit", "HANG_AFTER", "times", 3, "millis", 2500).with("COR_READ_TIMEOUT", "1s"));
		cases.add(spoiled("slow-commit", "HANG_BEFORE", "times", 3, "millis", 2000).with("COR_READ_TIMEOUT", "1s")
			.with("COR_SETTLE_AFTER", "4s"));
		for (int seconds : List.of(1, 3)) {
			cases.add(
					spoiled("late-by-%ds".formatted(seconds), "DROP_THEN_PROCESS", "times", 3, "millis", 1000 * seconds)
						.with("COR_SETTLE_AFTER", "4s"));
		}
		return cases;
	}

	private static List<Case> riddles() {
		List<Case> cases = new ArrayList<>();
		cases.add(spoiled("truncated", "CUT", "times", 4));
		cases.add(spoiled("no-json", "UNREADABLE", "times", 4));
		cases.add(spoiled("empty-2xx", "ANSWER", "times", 4, "status", 200, "processed", true));
		cases.add(spoiled("empty-2xx-not-done", "ANSWER", "times", 4, "status", 201));
		for (int status : List.of(400, 409, 422)) {
			// Three duplicates at an empty ledger are another matter: they ask a
			// question.
			cases.add(Case.of("cor-duplicate-%d".formatted(status),
					Steps.cor("ANSWER", "verb", "POST", "times", 2, "skip", 5, "status", status, "processed", true,
							"body",
							"{\"name\":\"DuplicateExternalIdError\",\"message\":\"External id already exists\"}"),
					Steps.sync(0)));
		}
		for (String envelope : List.of("FLAT", "NESTED", "STATUS_CODE", "BARE", "HTML")) {
			cases.add(Case.of("cor-envelope-%s".formatted(envelope.toLowerCase(Locale.ROOT).replace('_', '-')),
					Steps.behave("envelope", envelope), Steps.cor("DROP_BEFORE", "times", 2, "skip", 3),
					Steps.cor("DROP_AFTER", "times", 2, "skip", 12), Steps.troubledSync()));
		}
		return cases;
	}

	private static List<Case> contradictions() {
		String duplicate = "{\"name\":\"DuplicateExternalIdError\",\"message\":\"External id already exists\"}";
		String missing = "{\"name\":\"ClientNotFoundError\",\"message\":\"Client not found\"}";
		return List.of(
				Case.of("cor-says-there-and-not-there",
						Steps.cor("ANSWER", "verb", "POST", "kind", "projects", "times", 2, "skip", 4, "status", 409,
								"body", duplicate),
						Steps.cor("ANSWER", "verb", "PUT", "kind", "projects", "times", 0, "status", 404, "body",
								"{\"name\":\"ProjectNotFoundError\",\"message\":\"Project not found\"}"),
						Steps.cor("ANSWER", "verb", "POST", "kind", "projects", "times", 2, "skip", 30, "status", 409,
								"body", duplicate),
						Steps.troubledSync(), Steps.calm(), Steps.retry()),
				Case.of("cor-always-duplicate-never-found",
						Steps.cor("ANSWER", "verb", "POST", "kind", "contracts", "times", 0, "status", 409, "body",
								duplicate),
						Steps.sync(3), Steps.stuckFor("COR_CONTRADICTS_ITSELF"),
						// COR's own lie made the program name contracts that are not
						// there.
						Steps.expectViolation("CONTRACT_NOT_FOUND"), Steps.calm(), Steps.retry()),
				Case.of("cor-parent-never-found",
						Steps.cor("ANSWER", "verb", "POST", "kind", "projects", "times", 0, "status", 404, "body",
								missing),
						Steps.sync(3), Steps.stuckFor("COR_CONTRADICTS_ITSELF"), Steps.calm(), Steps.retry()),
				Case.of("cor-a-b-lost-a", Steps.sync(0), Steps.rename(Kind.PROJECT, "B"),
						Steps.cor("DROP_AFTER", "verb", "PUT", "kind", "projects", "times", 0), Steps.troubledSync(),
						Steps.rename(Kind.PROJECT, "")),
				Case.of("cor-a-b-late-a", Steps.sync(0), Steps.rename(Kind.CLIENT, "B"),
						Steps.cor("DROP_THEN_PROCESS", "verb", "PUT", "times", 4, "millis", 1500), Steps.killAfter(3),
						Steps.rename(Kind.CLIENT, ""))
					.with("COR_SETTLE_AFTER", "4s"));
	}

	/** The same trouble among the creations, and again among the changes. */
	private static Case spoiled(String name, String effect, Object... settings) {
		List<Object> later = new ArrayList<>(List.of(settings));
		later.addAll(List.of("skip", 3));
		Step fault = Steps.cor(effect, later.toArray());
		return Case.of("cor-" + name, fault, Steps.troubledSync(), Steps.calm(), Steps.rename(Kind.PROJECT, "B"),
				Steps.rename(Kind.CLIENT, "B"), fault, Steps.troubledSync());
	}

}
