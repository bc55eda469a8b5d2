package io.corsync.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What is known of every entity; the checkpoint table of external ids.
 */
public final class Ledger {

	/**
	 * Leads to the rows by their key: a list behind IN makes H2 read all rows of the
	 * kind.
	 */
	private static final String IDS = "FROM UNNEST(CAST(:ids AS VARCHAR(18) ARRAY)) wanted (id) ";

	/**
	 * Each kind by the key: joined to a list of kinds, H2 reads all rows of the target.
	 */
	private static final String BY_ID = Stream.of("brand", "client", "contract", "product", "project")
		.map("SELECT * FROM ledger WHERE target_id = :target AND kind = '%s' AND external_id = :id"::formatted)
		.collect(Collectors.joining(" UNION ALL ", "", " ORDER BY kind"));

	private static final String BETWEEN_RUNS = "ledger.last_run >= :from AND ledger.last_run <= :to";

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
			this.jdbc.sql("SELECT ledger.* " + IDS + """
					JOIN ledger ON ledger.target_id = :target AND ledger.kind = :kind AND ledger.external_id = wanted.id
					""")
				.param("target", targetId)
				.param("kind", kind)
				.param("ids", array(ids))
				.query(EntryRows::entry)
				.list()
				.forEach((entry) -> found.put(entry.key().externalId(), entry));
		}
		return found;
	}

	/**
	 * Whether a row is being sent by the holder of a lease.
	 * @param lease the holder's
	 * @param key the row
	 * @return false also when another worker of the same run sends it
	 */
	public boolean sending(Lease lease, Entry.Key key) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM ledger
				WHERE target_id = :target AND kind = :kind AND external_id = :id
				  AND state = 'SENDING' AND fence = :fence AND owner = :owner
				""")
			.param("target", lease.targetId())
			.param("kind", key.kind())
			.param("id", key.externalId())
			.param("fence", lease.fence())
			.param("owner", lease.owner())
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Everything known of one id, whatever its kind.
	 * @param targetId the target
	 * @param externalId the id
	 * @return its rows
	 */
	public List<Entry> find(int targetId, String externalId) {
		return this.jdbc.sql(BY_ID).param("target", targetId).param("id", externalId).query(EntryRows::entry).list();
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

	/**
	 * Stuck rows of one kind, state and cause.
	 *
	 * @param kind the kind
	 * @param state the state
	 * @param cause the cause
	 * @param message the words of one of them
	 * @param rows how many
	 */
	public record StuckGroup(String kind, State state, String cause, String message, long rows) {

	}

	/**
	 * What is stuck and not set aside, grouped by cause.
	 * @param targetId the target
	 * @return the largest group first
	 */
	public List<StuckGroup> stuckByCause(int targetId) {
		return this.jdbc.sql("""
				SELECT r.kind, r.state, r.cause, MIN(r.message) AS message, COUNT(*) AS row_total
				""" + StuckRows.ROWS + """
				WHERE r.parked_reason IS NULL
				GROUP BY r.kind, r.state, r.cause ORDER BY row_total DESC, r.kind, r.cause
				""")
			.param("target", targetId)
			.query((row, number) -> new StuckGroup(row.getString("kind"), State.valueOf(row.getString("state")),
					row.getString("cause"), row.getString("message"), row.getLong("row_total")))
			.list();
	}

	/**
	 * What is stuck, either set aside or not.
	 * @param targetId the target
	 * @param parked whether it was set aside
	 * @param limit how many at most
	 * @return ordered by cause, then by how long it has been stuck
	 */
	public List<Entry> stuck(int targetId, boolean parked, int limit) {
		return this.jdbc
			.sql("SELECT r.* " + StuckRows.ROWS + " WHERE r.parked_reason IS " + (parked ? "NOT NULL" : "NULL")
					+ " ORDER BY r.cause, r.stuck_since, r.kind, r.external_id FETCH FIRST :limit ROWS ONLY")
			.param("target", targetId)
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * How many rows are stuck, those that were set aside too; quick, however large the
	 * ledger is.
	 * @param targetId the target
	 * @return how many
	 */
	public long stuck(int targetId) {
		return this.jdbc.sql("SELECT COUNT(*) " + StuckRows.ROWS).param("target", targetId).query(Long.class).single();
	}

	/**
	 * How many rows got stuck in a run and still are, without those that were set aside.
	 * @param targetId the target
	 * @param run the run
	 * @return how many
	 */
	public long stuckIn(int targetId, long run) {
		return this.jdbc.sql("""
				SELECT COUNT(*)
				""" + StuckRows.ROWS + """
				WHERE r.last_run = :run AND r.parked_reason IS NULL
				""").param("target", targetId).param("run", run).query(Long.class).single();
	}

	/**
	 * How many rows were refused in other runs than one, without those that were set
	 * aside.
	 * @param targetId the target
	 * @param kind only this kind, null for all
	 * @param run the run
	 * @return how many
	 */
	public long rejectedElsewhere(int targetId, @Nullable String kind, long run) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM ledger
				WHERE target_id = :target AND state = 'REJECTED' AND last_run <> :run AND parked_reason IS NULL
				""" + ((kind != null) ? "AND kind = :kind" : ""))
			.params((kind != null) ? Map.of("target", targetId, "run", run, "kind", kind)
					: Map.of("target", targetId, "run", run))
			.query(Long.class)
			.single();
	}

	/**
	 * How many rows of a kind a run's guards hold.
	 *
	 * @param run the run
	 * @param kind the kind
	 * @param rows how many
	 */
	public record Held(long run, String kind, long rows) {

	}

	/**
	 * What waits for an approval and was not set aside.
	 * @param targetId the target
	 * @return oldest run first
	 */
	public List<Held> held(int targetId) {
		return this.jdbc.sql("""
				SELECT last_run, kind, COUNT(*) AS row_total FROM ledger
				WHERE target_id = :target AND state = 'HELD' AND parked_reason IS NULL
				GROUP BY last_run, kind ORDER BY last_run, kind
				""")
			.param("target", targetId)
			.query((row, number) -> new Held(row.getLong("last_run"), row.getString("kind"), row.getLong("row_total")))
			.list();
	}

	/**
	 * A page of what a run's guards hold and nobody has set aside.
	 * @param targetId the target
	 * @param kind the kind
	 * @param run the run
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by external id
	 */
	public List<Entry> held(int targetId, String kind, long run, @Nullable String afterId, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM ledger
				WHERE target_id = :target AND kind = :kind AND state = 'HELD' AND last_run = :run
				  AND parked_reason IS NULL AND external_id > :after
				ORDER BY target_id, state, kind, external_id FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("kind", kind)
			.param("run", run)
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * A page of what a run left open, and of what waits for a parent or lacks one, since
	 * whenever, that the run has brought to COR.
	 * @param targetId the target
	 * @param kind the kind
	 * @param run the run
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by external id
	 */
	public List<Entry> released(int targetId, String kind, long run, @Nullable String afterId, int limit) {
		return this.jdbc
			.sql(Pages.of(Set.of(State.UNKNOWN, State.RETRYING, State.BLOCKED), "ledger.last_run = :run",
					"parent.accepted_payload IS NOT NULL AND (ledger.last_run = :run OR parent.last_run = :run)"))
			.param("target", targetId)
			.param("kind", kind)
			.param("run", run)
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * A page of what a run takes up by itself: doubts, transient trouble, what is held
	 * up, and what waits for a parent or lacks one that is in COR now or that the ledger
	 * does not know.
	 * @param targetId the target
	 * @param kind the kind
	 * @param onlyRun only what this run did last, null for all
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by external id
	 */
	public List<Entry> unfinished(int targetId, String kind, @Nullable Long onlyRun, @Nullable String afterId,
			int limit) {
		return this.jdbc
			.sql(Pages.of(Set.of(State.UNKNOWN, State.RETRYING, State.BLOCKED), BETWEEN_RUNS,
					BETWEEN_RUNS + " AND (parent.external_id IS NULL OR parent.accepted_payload IS NOT NULL)"))
			.param("target", targetId)
			.param("kind", kind)
			.param("from", (onlyRun != null) ? onlyRun : 0L)
			.param("to", (onlyRun != null) ? onlyRun : Long.MAX_VALUE)
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * When the next of a run's doubtful rows may be asked for again.
	 * @param targetId the target
	 * @param run the run
	 * @param after only what is due later than this
	 * @return nothing when no doubtful row of the run waits for a time
	 */
	public Optional<Instant> nextDoubtDue(int targetId, long run, Instant after) {
		return this.jdbc.sql("""
				SELECT MIN(next_attempt_at) AS due FROM ledger
				WHERE target_id = :target AND state = 'UNKNOWN' AND last_run = :run AND next_attempt_at > :after
				""")
			.param("after", Columns.utc(after))
			.param("target", targetId)
			.param("run", run)
			.query((row, number) -> Optional.ofNullable(Columns.instantOrNull(row, "due")))
			.single();
	}

	/**
	 * Which of the stuck rows; null or empty means any.
	 *
	 * @param cause the cause
	 * @param run the run in which they got stuck
	 * @param ids the ids
	 */
	public record Choice(@Nullable String cause, @Nullable Long run, Set<String> ids) {

	}

	/**
	 * A page of stuck rows that a person chose.
	 * @param targetId the target
	 * @param kind the kind
	 * @param states the states
	 * @param choice which of them
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by external id
	 */
	public List<Entry> stuck(int targetId, String kind, Set<State> states, Choice choice, @Nullable String afterId,
			int limit) {
		String condition = ((choice.cause() != null) ? " AND ledger.cause = :cause" : "")
				+ ((choice.run() != null) ? " AND ledger.last_run = :run" : "")
				+ (!choice.ids().isEmpty() ? " AND ledger.external_id IN (:ids)" : "");
		JdbcClient.StatementSpec statement = this.jdbc.sql(Pages.of(states, "1 = 1" + condition, null))
			.param("target", targetId)
			.param("kind", kind)
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit);
		if (choice.cause() != null) {
			statement = statement.param("cause", choice.cause());
		}
		if (choice.run() != null) {
			statement = statement.param("run", choice.run());
		}
		if (!choice.ids().isEmpty()) {
			statement = statement.param("ids", choice.ids());
		}
		return statement.query(EntryRows::entry).list();
	}

	/**
	 * A page of the rows of a kind that name a client, in what COR accepted or because
	 * they wait for it; rows out of scope are left out.
	 * @param targetId the target
	 * @param kind the kind of the rows
	 * @param clients external ids of clients, at least one
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return external ids in their order
	 */
	public List<String> naming(int targetId, String kind, List<String> clients, @Nullable String afterId, int limit) {
		StringBuilder accepted = new StringBuilder();
		for (int i = 0; i < clients.size(); i++) {
			accepted.append(" OR accepted_payload LIKE :name").append(i);
		}
		JdbcClient.StatementSpec statement = this.jdbc.sql("""
				SELECT external_id FROM ledger
				WHERE target_id = :target AND kind = :kind AND external_id > :after AND state <> 'OUT_OF_SCOPE'
				  AND (waits_for_kind = 'client' AND waits_for_id IN (:clients)%s)
				ORDER BY external_id FETCH FIRST :limit ROWS ONLY
				""".formatted(accepted))
			.param("target", targetId)
			.param("kind", kind)
			.param("after", (afterId != null) ? afterId : "")
			.param("clients", clients)
			.param("limit", limit);
		for (int i = 0; i < clients.size(); i++) {
			// The canonical text has no blanks, and ids have no signs that need escaping.
			statement = statement.param("name" + i, "%\"client_id\":\"" + clients.get(i) + "\"%");
		}
		return statement.query(String.class).list();
	}

	/**
	 * A page of the external ids of a kind, without what is out of the scope, unless a
	 * run has just brought it there.
	 * @param targetId the target
	 * @param kind the kind
	 * @param run the run
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return external ids in their order
	 */
	public List<String> ids(int targetId, String kind, long run, @Nullable String afterId, int limit) {
		return this.jdbc.sql("""
				SELECT external_id FROM ledger
				WHERE target_id = :target AND kind = :kind AND external_id > :after
				  AND (state <> 'OUT_OF_SCOPE' OR last_run = :run)
				ORDER BY external_id FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("kind", kind)
			.param("run", run)
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit)
			.query(String.class)
			.list();
	}

	/**
	 * A page of what COR has accepted of a kind and told its own id of.
	 * @param targetId the target
	 * @param kind the kind
	 * @param afterId the last external id of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by external id
	 */
	public List<Entry> inCor(int targetId, String kind, @Nullable String afterId, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM ledger
				WHERE target_id = :target AND kind = :kind AND external_id > :after AND cor_id IS NOT NULL
				  AND accepted_payload IS NOT NULL
				ORDER BY external_id FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("kind", kind)
			.param("after", (afterId != null) ? afterId : "")
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * Which of some clients a target knows, or has rows waiting for.
	 * @param targetId the target
	 * @param clients external ids, at least one
	 * @return some of them
	 */
	public List<String> known(int targetId, List<String> clients) {
		return this.jdbc.sql("""
				SELECT wanted.id
				""" + IDS + """
				JOIN ledger ON ledger.target_id = :target AND ledger.kind = 'client' AND ledger.external_id = wanted.id
				UNION
				SELECT wanted.id
				""" + IDS + """
				JOIN ledger ON ledger.target_id = :target AND ledger.waits_for_kind = 'client'
				  AND ledger.waits_for_id = wanted.id
				""").param("target", targetId).param("ids", array(clients)).query(String.class).list();
	}

	private static SqlArrayValue array(Collection<String> ids) {
		return new SqlArrayValue("varchar", ids.toArray());
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
				  stuck_since = COALESCE(stuck_since, :now), pending_since = GREATEST(pending_since, :ended),
				  version = version + 1, updated_at = :now
				WHERE target_id = :target AND state = 'SENDING' AND fence < :fence
				""")
			.param("ended", Columns.utc(now.minus(lease.formerGone())))
			.param("now", Columns.utc(now))
			.param("target", lease.targetId())
			.param("fence", lease.fence())
			.update();
	}

	/**
	 * How the rows of a kind ended about which a step of a run was the last to do
	 * something.
	 * @param targetId the target
	 * @param run the run
	 * @param step the step
	 * @param kind the kind
	 * @return how many rows, by outcome
	 */
	public Map<String, Long> outcomes(int targetId, long run, String step, String kind) {
		Map<String, Long> outcomes = new HashMap<>();
		this.jdbc.sql("""
				SELECT last_outcome, COUNT(*) AS row_total FROM ledger
				WHERE target_id = :target AND kind = :kind AND last_run = :run AND last_step = :step
				  AND last_outcome IS NOT NULL
				GROUP BY last_outcome
				""")
			.param("target", targetId)
			.param("kind", kind)
			.param("run", run)
			.param("step", step)
			.query((row) -> {
				outcomes.put(row.getString("last_outcome"), row.getLong("row_total"));
			});
		return outcomes;
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

	/**
	 * When COR first accepted a row.
	 * @param targetId the target
	 * @param key the row
	 * @return nothing when it never did
	 */
	public Optional<Instant> firstAccepted(int targetId, Entry.Key key) {
		return this.jdbc.sql("""
				SELECT first_accepted_at FROM ledger
				WHERE target_id = :target AND kind = :kind AND external_id = :id AND first_accepted_at IS NOT NULL
				""")
			.param("target", targetId)
			.param("kind", key.kind())
			.param("id", key.externalId())
			.query((row, number) -> Columns.instant(row, "first_accepted_at"))
			.optional();
	}

}
