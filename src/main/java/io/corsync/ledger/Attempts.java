package io.corsync.ledger;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The calls that runs made, in pages, however many there are.
 */
public final class Attempts {

	private final JdbcClient jdbc;

	Attempts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The last call that a run made for a row.
	 *
	 * @param number grows with every call
	 * @param attempt the call
	 * @param entry the row as it is now
	 */
	public record Last(long number, Attempt attempt, Entry entry) {

	}

	/**
	 * A page of the rows that a run made calls for.
	 * @param targetId the target
	 * @param run the run
	 * @param after number of the last call of the page before, 0 for the first page
	 * @param limit how many at most
	 * @return ordered by number
	 */
	public List<Last> page(int targetId, long run, long after, int limit) {
		// Ordered as the index is, so that H2 reads no more than the page.
		return this.jdbc.sql("""
				SELECT l.*, a.attempt_id, a.run_number, a.started_at, a.ended_at, a.verb, a.outcome,
				  a.changed_fields, a.cause AS attempt_cause, a.raw_answer AS attempt_answer
				FROM attempt a
				JOIN ledger l ON l.target_id = a.target_id AND l.kind = a.kind AND l.external_id = a.external_id
				WHERE a.run_number = :run AND a.target_id = :target AND a.attempt_id > :after
				  AND NOT EXISTS (
				    SELECT 1 FROM attempt n
				    WHERE n.target_id = a.target_id AND n.kind = a.kind AND n.external_id = a.external_id
				      AND n.run_number = a.run_number AND n.attempt_id > a.attempt_id)
				ORDER BY a.run_number, a.attempt_id FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("run", run)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new Last(row.getLong("attempt_id"),
					EntryRows.attempt(row, "attempt_cause", "attempt_answer"), EntryRows.entry(row, number)))
			.list();
	}

}
