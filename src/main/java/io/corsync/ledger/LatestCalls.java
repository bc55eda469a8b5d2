package io.corsync.ledger;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a run that goes on has called last, in whatever process; as cheap for a million
 * calls as for ten.
 */
public final class LatestCalls {

	private static final int LOOKED_THROUGH = 2000;

	private final JdbcClient jdbc;

	LatestCalls(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A call that COR did not accept.
	 *
	 * @param kind the record's kind
	 * @param externalId its id
	 * @param name what people call it, empty when that is not known
	 * @param state how the record stands now
	 * @param cause why the call was not accepted
	 * @param at when
	 */
	public record Refusal(String kind, String externalId, String name, State state, String cause, Instant at) {

	}

	/**
	 * What was refused among the latest calls.
	 * @param run the run's number
	 * @param limit how many at most
	 * @return the newest first
	 */
	public List<Refusal> refusals(long run, int limit) {
		return this.jdbc.sql("""
				SELECT latest.kind, latest.external_id, COALESCE(ledger.name, '') AS name, ledger.state, latest.cause,
				  latest.ended_at
				FROM (SELECT * FROM attempt WHERE run_number = :run ORDER BY attempt_id DESC
				  FETCH FIRST %d ROWS ONLY) latest
				JOIN ledger ON ledger.target_id = latest.target_id AND ledger.kind = latest.kind
				  AND ledger.external_id = latest.external_id
				WHERE latest.cause IS NOT NULL
				ORDER BY latest.attempt_id DESC FETCH FIRST :limit ROWS ONLY
				""".formatted(LOOKED_THROUGH))
			.param("run", run)
			.param("limit", limit)
			.query((row, number) -> new Refusal(row.getString("kind"), row.getString("external_id"),
					row.getString("name"), State.valueOf(row.getString("state")), row.getString("cause"),
					Columns.instant(row, "ended_at")))
			.list();
	}

	/**
	 * How many of the latest calls ended after a moment.
	 * @param run the run's number
	 * @param after the moment
	 * @return how many; at most so many as are looked through
	 */
	public long endedAfter(long run, Instant after) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM (SELECT ended_at FROM attempt WHERE run_number = :run ORDER BY attempt_id DESC
				  FETCH FIRST %d ROWS ONLY) latest
				WHERE latest.ended_at > :after
				""".formatted(LOOKED_THROUGH))
			.param("run", run)
			.param("after", Columns.utc(after))
			.query(Long.class)
			.single();
	}

}
