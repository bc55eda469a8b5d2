package io.corsync.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Salesforce in trouble.
 */
final class SalesforceCases {

	private static final Set<String> QUICK = Set.of("salesforce-locator-lost");

	/**
	 * The queries before it look at the organization and count. Later pages are certain.
	 */
	private static final int FIRST_PAGE = 4;

	private SalesforceCases() {
	}

	static List<Case> all() {
		List<Case> cases = new ArrayList<>();
		for (int call : List.of(2, 4, 8, 11, 12)) {
			cases.add(paged("session-ended-at-call-%d".formatted(call),
					fault("*", "INVALID_SESSION_ID", "Session expired or invalid", "call", call)));
		}
		cases.add(paged("session-ended-often", Steps.org("sessionEvery", 2)));
		cases.add(paged("locator-lost", fault("queryMore", "INVALID_QUERY_LOCATOR", "invalid query locator", "call", 1),
				fault("queryMore", "INVALID_QUERY_LOCATOR", "invalid query locator", "call", 2)));
		cases.add(paged("503-html", Steps.salesforce("query", "HTML", "call", FIRST_PAGE),
				Steps.salesforce("queryMore", "HTML", "call", 1)));
		cases.add(paged("503-empty", Steps.salesforce("query", "EMPTY", "call", FIRST_PAGE),
				Steps.salesforce("queryMore", "EMPTY", "call", 1)));
		cases.add(paged("truncated", Steps.salesforce("query", "TRUNCATE", "call", FIRST_PAGE),
				Steps.salesforce("queryMore", "TRUNCATE", "call", 1)));
		cases.add(paged("read-timeout", Steps.salesforce("query", "DELAY", "call", FIRST_PAGE, "millis", 3000),
				Steps.salesforce("queryMore", "DELAY", "call", 1, "millis", 3000))
			.with("SALESFORCE_READ_TIMEOUT", "1s"));
		cases.add(paged("concurrent-requests", fault("queryMore", "REQUEST_LIMIT_EXCEEDED",
				"ConcurrentRequests (Concurrent API Requests) Limit exceeded.", "call", 1)));
		cases.add(Case.of("salesforce-quota-used-up", Steps.org("quotaUsed", 4_999_988), Steps.sync(4)));
		cases.add(Case.of("salesforce-total-requests", Steps.sync(0), pages(), Steps.rename(Kind.PROJECT, "B"),
				fault("queryMore", "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", "call", 1), Steps.sync(4),
				struck()));
		cases.add(paged("query-timeout",
				fault("queryMore", "QUERY_TIMEOUT", "Your query request was running for too long.", "call", 1)));
		cases.add(paged("token-endpoint-down", Steps.salesforce("token", "EMPTY", "next", 2)));
		cases.add(Case.of("salesforce-field-removed", Steps.sync(0), Steps.rename(Kind.PROJECT, "B"),
				Steps.org("hiddenFields", List.of("Opportunity.Amount")), Steps.sync(2), Steps.said("Amount")));
		cases.add(Case.of("salesforce-account-hidden", Steps.hideAnAccount(), Steps.sync(3),
				Steps.stuckFor("PARENT_HIDDEN")));
		return cases.stream().map((one) -> one.inQuick(QUICK.contains(one.name()))).toList();
	}

	private static Case paged(String name, Step... faults) {
		List<Step> steps = new ArrayList<>(List.of(pages()));
		steps.addAll(List.of(faults));
		steps.add(Steps.sync(0));
		steps.add(struck());
		return Case.of("salesforce-" + name, steps.toArray(Step[]::new));
	}

	/** Trouble that struck no call would prove nothing. */
	private static Step struck() {
		return (scene) -> {
			if (!scene.world().salesforceStruck()) {
				scene.problem("The trouble struck no call");
			}
		};
	}

	/**
	 * Pages so small that even a small org has many: while the program learns how large
	 * the rows are, it takes new queries instead of next pages.
	 */
	private static Step pages() {
		return Steps.org("pageCap", 3);
	}

	private static Step fault(String on, String code, String message, String when, int calls) {
		return Steps.salesforce(on, "FAULT", "code", code, "message", message, when, calls);
	}

}
