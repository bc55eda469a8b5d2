package io.corsync.sync;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One probe per cause and run: of the rows that a setting in COR holds up, the first one
 * is sent; the rest follows when it is not held up any more, and costs no call otherwise.
 */
final class Probes {

	/** COR answered, and named another cause if any; what made no call proves nothing. */
	private static final Set<Outcome> PASSED = Set.of(Outcome.CREATED, Outcome.ADOPTED, Outcome.UPDATED,
			Outcome.ARCHIVED, Outcome.REJECTED);

	private final Map<String, CompletableFuture<Boolean>> passed = new ConcurrentHashMap<>();

	/**
	 * Sends a row now if it is the first one of its cause, else after the first one
	 * passed.
	 * @param cause what held the row up
	 * @param delivery sends the row
	 * @param otherwise the row's result when the first one did not pass
	 * @return the row's result
	 */
	CompletableFuture<Delivered> pass(String cause, Supplier<CompletableFuture<Delivered>> delivery,
			Delivered otherwise) {
		CompletableFuture<Boolean> probe = new CompletableFuture<>();
		CompletableFuture<Boolean> first = this.passed.putIfAbsent(cause, probe);
		if (first != null) {
			return first.thenCompose((pass) -> pass ? delivery.get() : CompletableFuture.completedFuture(otherwise));
		}
		return delivery.get().whenComplete((delivered, failure) -> {
			if (failure != null) {
				probe.completeExceptionally(failure);
			}
			else {
				probe.complete(PASSED.contains(delivered.outcome()));
			}
		});
	}

}
