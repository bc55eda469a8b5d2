package io.corsync.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is known of every entity; the checkpoint table of external ids.
 */
public final class Ledger {

	private final JdbcClient jdbc;

	Ledger(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The rows of some ids.
	 * @param targetId the target
	 * @param kind the kind
	 * @param ids external ids, at most some thousands
	 * @return what is known, by external id
	 */
	public Map<String, Entry> find(int targetId, String kind, Collection<String> ids) {
		Map<String, Entry> found = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("SELECT * FROM ledger WHERE target_id = :target AND kind = :kind AND external_id IN (:ids)")
				.param("target", targetId)
				.param("kind", kind)
				.param("ids", ids)
				.query(EntryRows::entry)
				.list()
				.forEach((entry) -> found.put(entry.key().externalId(), entry));
		}
		return found;
	}

	/**
	 * Everything known of one id, whatever its kind.
	 * @param targetId the target
	 * @param externalId the id
	 * @return its rows
	 */
	public List<Entry> find(int targetId, String externalId) {
		return this.jdbc.sql("SELECT * FROM ledger WHERE target_id = :target AND external_id = :id ORDER BY kind")
			.param("target", targetId)
			.param("id", externalId)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * A page of the rows of a kind in some states.
	 * @param targetId the target
	 * @param kind the kind
	 * @param states the states
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by external id
	 */
	public List<Entry> page(int targetId, String kind, Set<State> states, @Nullable String afterId, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM ledger
				WHERE target_id = :target AND kind = :kind AND state IN (:states) AND external_id > :after
				ORDER BY external_id FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("kind", kind)
			.param("states", states.stream().map(Enum::name).toList())
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * How many rows a target has, by kind and state.
	 *
	 * @param kind the kind
	 * @param state the state
	 * @param rows how many
	 */
	public record Total(String kind, State state, long rows) {

	}

	public List<Total> totals(int targetId) {
		return this.jdbc.sql("""
				SELECT kind, state, COUNT(*) AS row_total FROM ledger WHERE target_id = :target
				GROUP BY kind, state ORDER BY kind, state
				""")
			.param("target", targetId)
			.query((row, number) -> new Total(row.getString("kind"), State.valueOf(row.getString("state")),
					row.getLong("row_total")))
			.list();
	}

	public boolean isEmpty(int targetId, String kind) {
		return this.jdbc.sql("""
				SELECT external_id FROM ledger WHERE target_id = :target AND kind = :kind FETCH FIRST 1 ROWS ONLY
				""").param("target", targetId).param("kind", kind).query(String.class).optional().isEmpty();
	}

	/**
	 * Turns the claims of runs that died into doubts: their calls may have reached COR.
	 * To be called under the lease only, when no other run can be alive.
	 * @param lease the lease
	 * @param now when it is done
	 * @return how many there were
	 */
	public int doubtClaimsOfDeadRuns(Lease lease, Instant now) {
		return this.jdbc.sql("""
				UPDATE ledger SET state = 'UNKNOWN', cause = 'INTERRUPTED', waits_for_kind = NULL, waits_for_id = NULL,
				  message = 'The program ended while this was being sent; whether it arrived is found out next.',
				  stuck_since = COALESCE(stuck_since, :now), version = version + 1, updated_at = :now
				WHERE target_id = :target AND state = 'SENDING' AND fence < :fence
				""")
			.param("now", Columns.utc(now))
			.param("target", lease.targetId())
			.param("fence", lease.fence())
			.update();
	}

	/**
	 * The calls that were made for one row.
	 * @param targetId the target
	 * @param key the row
	 * @param limit how many at most
	 * @return newest first
	 */
	public List<Attempt> attempts(int targetId, Entry.Key key, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM attempt WHERE target_id = :target AND kind = :kind AND external_id = :id
				ORDER BY attempt_id DESC FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("kind", key.kind())
			.param("id", key.externalId())
			.param("limit", limit)
			.query(EntryRows::attempt)
			.list();
	}

}
