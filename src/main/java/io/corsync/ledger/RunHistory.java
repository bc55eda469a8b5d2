package io.corsync.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs of the past as lists and charts show them, a page at a time.
 */
public final class RunHistory {

	private final JdbcClient jdbc;

	RunHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** How runs ended, as people look for them. */
	public enum Ending {

		/** Complete, and nothing is left to see to. */
		WELL("state = 'COMPLETED' AND exit_code = 0"),

		/** Complete, with rows that somebody has to see to. */
		UNSETTLED("state = 'COMPLETED' AND exit_code <> 0"),

		/** Not complete. */
		EARLY("state IN ('FAILED', 'STOPPED', 'INTERRUPTED')"),

		/** Not ended. */
		RUNNING("state = 'RUNNING'");

		private final String condition;

		Ending(String condition) {
			this.condition = condition;
		}

	}

	/**
	 * Which runs.
	 *
	 * @param command only those of this command, null for all
	 * @param ending only those that ended so, null for all
	 */
	public record Choice(@Nullable String command, @Nullable Ending ending) {

	}

	/**
	 * A page of runs.
	 * @param targetId the target
	 * @param choice which of them
	 * @param before only runs with a smaller number
	 * @param limit how many at most
	 * @return newest first
	 */
	public List<Run> page(int targetId, Choice choice, long before, int limit) {
		Map<String, Object> parameters = new HashMap<>(Map.of("target", targetId, "before", before, "limit", limit));
		if (choice.command() != null) {
			parameters.put("command", choice.command());
		}
		return this.jdbc
			.sql("SELECT * FROM run WHERE target_id = :target AND run_number < :before"
					+ ((choice.command() != null) ? " AND command = :command" : "")
					+ ((choice.ending() != null) ? " AND " + choice.ending().condition : "")
					+ " ORDER BY run_number DESC FETCH FIRST :limit ROWS ONLY")
			.params(parameters)
			.query(Runs::run)
			.list();
	}

	/**
	 * The certificates of some runs.
	 * @param runs their numbers, some hundreds at most
	 * @return the counts, by run; a run without any is not there
	 */
	public Map<Long, List<Runs.Count>> counts(Collection<Long> runs) {
		Map<Long, List<Runs.Count>> counts = new HashMap<>();
		if (!runs.isEmpty()) {
			this.jdbc.sql("""
					SELECT run_number, step, kind, outcome, row_count AS row_total FROM run_count
					WHERE run_number IN (:runs) ORDER BY run_number, step, kind, outcome
					""").param("runs", runs).query((row) -> {
				counts.computeIfAbsent(row.getLong("run_number"), (any) -> new ArrayList<>())
					.add(new Runs.Count(row.getString("step"), row.getString("kind"), row.getString("outcome"),
							row.getLong("row_total")));
			});
		}
		return counts;
	}

}
