package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Stuck rows as people mend them: a row that waits counts with what it waits for in the
 * end, its root, which is three parents away at most: a project waits for a product, that
 * for a brand, and that for a client. Counts by SQL and hands rows out in pages, however
 * many there are.
 */
public final class StuckRows {

	private static final List<String> STUCK = State.STUCK.stream().map(Enum::name).sorted().toList();

	/** What waits may wait behind a product and its brand. */
	private static final int MOST_BETWEEN = 2;

	private static final String LACKING = "target_id = :target AND state = 'INCOMPLETE' AND lacks_%s = :id";

	/**
	 * Leads to the rows by the index of states: a list behind IN makes H2 read all rows
	 * of the target.
	 */
	private static final String STATES = STUCK.stream()
		.map("(CAST(:target AS INTEGER), '%s')"::formatted)
		.collect(Collectors.joining(", ", "(VALUES ", ") s (target_id, state)\n"));

	/** The rows that are stuck, set aside or not. */
	static final String ROWS = "FROM " + STATES + "JOIN ledger r ON r.target_id = s.target_id AND r.state = s.state\n";

	/**
	 * Stuck rows that nobody has set aside, with the stuck parents they wait for. A
	 * parent's state stands in an expression, else H2 looks for parents by an index that
	 * begins with the state, and reads all of it for each row.
	 */
	private static final String WITH_PARENTS = ROWS + """
			LEFT JOIN ledger p ON r.state = 'WAITING' AND p.target_id = r.target_id AND p.kind = r.waits_for_kind
			  AND p.external_id = r.waits_for_id AND COALESCE(p.state, '') IN (:stuck)
			LEFT JOIN ledger g ON p.state = 'WAITING' AND g.target_id = p.target_id AND g.kind = p.waits_for_kind
			  AND g.external_id = p.waits_for_id AND COALESCE(g.state, '') IN (:stuck)
			LEFT JOIN ledger f ON g.state = 'WAITING' AND f.target_id = g.target_id AND f.kind = g.waits_for_kind
			  AND f.external_id = g.waits_for_id AND COALESCE(f.state, '') IN (:stuck)
			WHERE r.parked_reason IS NULL
			""";

	private final JdbcClient jdbc;

	StuckRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Rows of one kind that are stuck for one reason in the end.
	 *
	 * @param cause the root's cause
	 * @param state the root's state
	 * @param message the words of one of the roots
	 * @param kind the rows' kind
	 * @param waiting whether the rows wait for their root, else they are roots
	 * @param rows how many
	 */
	public record Group(String cause, State state, String message, String kind, boolean waiting, long rows) {

	}

	/**
	 * Counts everything that is stuck and was not set aside.
	 * @param targetId the target
	 * @return the groups, in no order
	 */
	public List<Group> groups(int targetId) {
		return this.jdbc.sql("""
				SELECT cause, state, MIN(message) AS message, kind, waiting, COUNT(*) AS row_total FROM (
				  SELECT COALESCE(f.cause, g.cause, p.cause, r.cause) AS cause,
				    COALESCE(f.state, g.state, p.state, r.state) AS state,
				    COALESCE(f.message, g.message, p.message, r.message) AS message, r.kind,
				    CASE WHEN p.external_id IS NULL THEN 0 ELSE 1 END AS waiting
				""" + WITH_PARENTS + """
				) rooted
				GROUP BY cause, state, kind, waiting
				""")
			.param("target", targetId)
			.param("stuck", STUCK)
			.query((row, number) -> new Group(row.getString("cause"), State.valueOf(row.getString("state")),
					row.getString("message"), row.getString("kind"), row.getInt("waiting") == 1,
					row.getLong("row_total")))
			.list();
	}

	/**
	 * How many different rows others wait for in the end.
	 * @param targetId the target
	 * @return how many
	 */
	public long waitedFor(int targetId) {
		return this.jdbc.sql("""
				SELECT COUNT(*) FROM (
				  SELECT DISTINCT COALESCE(f.kind, g.kind, p.kind) AS kind,
				    COALESCE(f.external_id, g.external_id, p.external_id) AS external_id
				""" + WITH_PARENTS + """
				  AND p.external_id IS NOT NULL) roots
				""").param("target", targetId).param("stuck", STUCK).query(Long.class).single();
	}

	/**
	 * A row that is stuck for a reason of its own.
	 *
	 * @param entry the row
	 * @param waiting how many rows wait for it in the end
	 */
	public record Root(Entry entry, long waiting) {

	}

	/**
	 * The roots of one cause; those that were set aside only where others wait for them.
	 * @param targetId the target
	 * @param cause the cause
	 * @param state the state
	 * @param limit how many at most
	 * @return those that most rows wait for first
	 */
	public List<Root> roots(int targetId, String cause, State state, int limit) {
		return roots(targetId, cause, state, 0, limit);
	}

	/**
	 * A page of the roots of one cause.
	 * @param targetId the target
	 * @param cause the cause
	 * @param state the state
	 * @param skipped how many come on earlier pages
	 * @param limit how many at most
	 * @return those that most rows wait for first
	 */
	public List<Root> roots(int targetId, String cause, State state, int skipped, int limit) {
		Map<Entry.Key, Long> waiting = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT COALESCE(f.kind, g.kind, p.kind, r.kind) AS root_kind,
				  COALESCE(f.external_id, g.external_id, p.external_id, r.external_id) AS root_id,
				  COUNT(p.external_id) AS waiting
				""" + WITH_PARENTS + """
				  AND COALESCE(f.cause, g.cause, p.cause, r.cause) = :cause
				  AND COALESCE(f.state, g.state, p.state, r.state) = :state
				GROUP BY COALESCE(f.kind, g.kind, p.kind, r.kind),
				  COALESCE(f.external_id, g.external_id, p.external_id, r.external_id)
				ORDER BY waiting DESC, root_kind, root_id OFFSET :skipped ROWS FETCH NEXT :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("stuck", STUCK)
			.param("cause", cause)
			.param("state", state.name())
			.param("skipped", skipped)
			.param("limit", limit)
			.query((row, number) -> new Awaited(new Entry.Key(row.getString("root_kind"), row.getString("root_id")),
					row.getLong("waiting")))
			.list()
			.forEach((root) -> waiting.put(root.key(), root.waiting()));
		Map<Entry.Key, Entry> entries = entries(targetId, waiting.keySet());
		return waiting.entrySet()
			.stream()
			.filter((root) -> entries.containsKey(root.getKey()))
			.map((root) -> new Root(Objects.requireNonNull(entries.get(root.getKey())), root.getValue()))
			.toList();
	}

	// Joined to the query of the roots, H2 asks that query again for each row of a large
	// ledger.
	private Map<Entry.Key, Entry> entries(int targetId, Collection<Entry.Key> keys) {
		Map<Entry.Key, Entry> entries = new HashMap<>();
		if (!keys.isEmpty()) {
			this.jdbc.sql("""
					SELECT ledger.* FROM UNNEST(CAST(:kinds AS VARCHAR(20) ARRAY), CAST(:ids AS VARCHAR(18) ARRAY))
					  wanted (kind, id)
					JOIN ledger ON ledger.target_id = :target AND ledger.kind = wanted.kind
					  AND ledger.external_id = wanted.id
					""")
				.param("target", targetId)
				.param("kinds", new SqlArrayValue("varchar", keys.stream().map(Entry.Key::kind).toArray()))
				.param("ids", new SqlArrayValue("varchar", keys.stream().map(Entry.Key::externalId).toArray()))
				.query(EntryRows::entry)
				.list()
				.forEach((entry) -> entries.put(entry.key(), entry));
		}
		return entries;
	}

	private record Awaited(Entry.Key key, long waiting) {

	}

	/**
	 * Some of the rows that wait for a row, directly or behind others that do.
	 * @param targetId the target
	 * @param root what they wait for
	 * @param limit how many at most
	 * @return the rows that were not set aside, the nearest first
	 */
	public List<Entry> waitingFor(int targetId, Entry.Key root, int limit) {
		List<Entry> rows = new ArrayList<>();
		for (int between = 0; between <= MOST_BETWEEN && rows.size() < limit; between++) {
			rows.addAll(waitingBehind(targetId, root, between, limit - rows.size()));
		}
		return rows;
	}

	// Joined from the root on, so that each step goes by the index of what waits for
	// what.
	private List<Entry> waitingBehind(int targetId, Entry.Key root, int between, int limit) {
		StringBuilder joins = new StringBuilder();
		for (int i = 1; i <= between; i++) {
			joins.append("""
					JOIN ledger r%2$d ON r%2$d.target_id = r%1$d.target_id AND r%2$d.waits_for_kind = r%1$d.kind
					  AND r%2$d.waits_for_id = r%1$d.external_id AND r%2$d.state = 'WAITING'
					""".formatted(i - 1, i));
		}
		String last = "r" + between;
		return this.jdbc.sql("""
				SELECT %1$s.* FROM ledger r0
				%2$sWHERE r0.target_id = :target AND r0.waits_for_kind = :kind AND r0.waits_for_id = :id
				  AND r0.state = 'WAITING' AND %1$s.parked_reason IS NULL
				ORDER BY %1$s.kind, %1$s.external_id FETCH FIRST :limit ROWS ONLY
				""".formatted(last, joins))
			.param("target", targetId)
			.param("kind", root.kind())
			.param("id", root.externalId())
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * How many rows COR has without a parent, which is to follow.
	 * @param targetId the target
	 * @param parent the parent
	 * @return how many
	 */
	public long lacking(int targetId, Entry.Key parent) {
		return this.jdbc.sql("SELECT COUNT(*) FROM ledger WHERE " + LACKING.formatted(parent.kind()))
			.param("target", targetId)
			.param("id", parent.externalId())
			.query(Long.class)
			.single();
	}

	/**
	 * Some of the rows that COR has without a parent.
	 * @param targetId the target
	 * @param parent the parent
	 * @param limit how many at most
	 * @return ordered by kind and external id
	 */
	public List<Entry> lacking(int targetId, Entry.Key parent, int limit) {
		return this.jdbc
			.sql("SELECT * FROM ledger WHERE " + LACKING.formatted(parent.kind())
					+ " ORDER BY kind, external_id FETCH FIRST :limit ROWS ONLY")
			.param("target", targetId)
			.param("id", parent.externalId())
			.param("limit", limit)
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * A stuck row with its root.
	 *
	 * @param entry the row
	 * @param root what it waits for in the end, null when it is stuck by itself
	 * @param rootName what people call that
	 * @param rootCause why that is stuck
	 * @param rootState where that stands
	 */
	public record Rooted(Entry entry, Entry.@Nullable Key root, @Nullable String rootName, @Nullable String rootCause,
			@Nullable State rootState) {

	}

	/**
	 * A page of all stuck rows.
	 * @param targetId the target
	 * @param parked whether those that were set aside, or those that were not
	 * @param after the last row of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by kind and external id
	 */
	public List<Rooted> page(int targetId, boolean parked, Entry.@Nullable Key after, int limit) {
		return page(targetId, parked, "", 0, after, limit);
	}

	/**
	 * A page of the stuck rows that a run was the last to do something about.
	 * @param targetId the target
	 * @param run the run
	 * @param after the last row of the page before, null for the first page
	 * @param limit how many at most
	 * @return ordered by kind and external id
	 */
	public List<Rooted> page(int targetId, long run, Entry.@Nullable Key after, int limit) {
		return page(targetId, false, " AND r.last_run = :run", run, after, limit);
	}

	private List<Rooted> page(int targetId, boolean parked, String condition, long run, Entry.@Nullable Key after,
			int limit) {
		return this.jdbc
			.sql("""
					SELECT r.*, COALESCE(f.kind, g.kind, p.kind) AS root_kind, COALESCE(f.external_id, g.external_id, p.external_id) AS root_id,
					  COALESCE(f.name, g.name, p.name) AS root_name, COALESCE(f.cause, g.cause, p.cause) AS root_cause,
					  COALESCE(f.state, g.state, p.state) AS root_state
					"""
					+ WITH_PARENTS.replace("r.parked_reason IS NULL",
							parked ? "r.parked_reason IS NOT NULL" : "r.parked_reason IS NULL")
					+ condition + """
							  AND (r.kind > :kind OR r.kind = :kind AND r.external_id > :id)
							ORDER BY r.kind, r.external_id FETCH FIRST :limit ROWS ONLY
							""")
			.param("target", targetId)
			.param("stuck", STUCK)
			.param("kind", (after != null) ? after.kind() : "")
			.param("id", (after != null) ? after.externalId() : "")
			.param("run", run)
			.param("limit", limit)
			.query(StuckRows::rooted)
			.list();
	}

	/**
	 * How many stuck rows were set aside.
	 * @param targetId the target
	 * @return how many
	 */
	public long parked(int targetId) {
		return this.jdbc.sql("SELECT COUNT(*) FROM " + STATES + """
				JOIN ledger r ON r.target_id = s.target_id AND r.state = s.state
				WHERE r.parked_reason IS NOT NULL
				""").param("target", targetId).query(Long.class).single();
	}

	private static Rooted rooted(ResultSet row, int number) throws SQLException {
		Entry entry = EntryRows.entry(row, number);
		String kind = row.getString("root_kind");
		return (kind == null) ? new Rooted(entry, null, null, null, null)
				: new Rooted(entry, new Entry.Key(kind, row.getString("root_id")), row.getString("root_name"),
						row.getString("root_cause"), State.valueOf(row.getString("root_state")));
	}

}
