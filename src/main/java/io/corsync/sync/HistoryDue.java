package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.corsync.ledger.Run;

/**
 * Tells when a changed filter or mapping makes a pass over history due: a night brings
 * over only what changes from then on. A reconcile is that pass.
 */
final class HistoryDue {

	private HistoryDue() {
	}

	/**
	 * What has changed since a run.
	 * @param last the last complete night or pass that another filter or mapping was used
	 * for
	 * @param filter the filter of now
	 * @param mappingVersion the mapping of now
	 * @return a line for people, nothing when nothing has changed
	 */
	static Optional<String> after(Run last, String filter, String mappingVersion) {
		List<String> changes = new ArrayList<>();
		if (last.filter() != null && !last.filter().equals(filter)) {
			changes.add("sync.filter (%s, now %s)".formatted(last.filter(), filter));
		}
		if (!last.mappingVersion().equals(mappingVersion)) {
			changes.add("the mapping (%s, now %s)".formatted(last.mappingVersion(), mappingVersion));
		}
		return changes.isEmpty() ? Optional.empty() : Optional
			.of("Since run %d %s changed. A night brings over what changes in Salesforce from now on; a pass over history is due, by the command reconcile (preview tells what it would change, by field): until then older deals stay as they are until they change."
				.formatted(last.number(), String.join(" and ", changes)));
	}

}
