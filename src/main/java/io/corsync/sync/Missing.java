package io.corsync.sync;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.corsync.ledger.Entry;

/**
 * Tells of parents without which an entity is sent.
 */
final class Missing {

	private Missing() {
	}

	static Set<Entry.Key> keys(List<Decision.Wait> parents) {
		return parents.stream().map((wait) -> Delivery.key(wait.reference())).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Why COR has an entity without them.
	 */
	static Entry.Trouble trouble(List<Decision.Wait> parents, Instant now) {
		String words = parents.stream().map(Missing::words).collect(Collectors.joining(" "));
		return new Entry.Trouble(Causes.SENT_WITHOUT_PARENT, words, null, null,
				Delivery.key(parents.get(0).reference()), now);
	}

	/**
	 * What is missing, and why.
	 */
	static String words(Decision.Wait wait) {
		Delivered parent = wait.parent();
		String why = (parent.trouble() != null) ? ": " + parent.trouble() : ".";
		if (!parent.known() && !wait.readable()) {
			why = ", and cannot be read in Salesforce: give the integration user access to it.";
		}
		String name = parent.name().isEmpty() ? "" : " \"" + parent.name() + "\"";
		return "It was sent without %s: its %s%s (%s) is not in COR yet%s".formatted(wait.reference().field(),
				wait.reference().kind().word(), name, wait.reference().externalId(), why);
	}

}
