package io.corsync.ledger;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The statements of one transaction of the ledger's writer: inserts, compare-and-set
 * updates and deletes, each kind in one JDBC batch.
 */
final class LedgerStatements {

	private static final String INSERT = """
			INSERT INTO ledger (target_id, kind, external_id, name, state, cor_id, accepted_payload, pending_verb,
			  pending_payload, pending_since, cause, message, raw_answer, refused_hash, waits_for_kind, waits_for_id,
			  stuck_since, source_stamp, mapping_version, attempts, next_attempt_at, last_run, last_step, last_outcome,
			  parked_reason, creation_values, lacks_client, lacks_contract, lacks_brand, lacks_product,
			  first_accepted_at, owner, fence, version, updated_at, name_key)
			SELECT :target, :kind, :id, :name, :state, :corId, :accepted, :pendingVerb,
			  :pendingPayload, CAST(:pendingSince AS TIMESTAMP WITH TIME ZONE), :cause, :message, :raw, :refusedHash,
			  :waitsForKind, :waitsForId, CAST(:stuckSince AS TIMESTAMP WITH TIME ZONE),
			  CAST(:sourceStamp AS TIMESTAMP WITH TIME ZONE), :mapping, CAST(:attempts AS INTEGER),
			  CAST(:nextAttempt AS TIMESTAMP WITH TIME ZONE), CAST(:lastRun AS BIGINT), :lastStep, :lastOutcome,
			  :parked, :creationValues, :lacks_client, :lacks_contract, :lacks_brand, :lacks_product,
			  CASE WHEN CAST(:accepted AS VARCHAR) IS NOT NULL THEN CAST(:now AS TIMESTAMP WITH TIME ZONE) END,
			  :owner, CAST(:fence AS BIGINT), 1, CAST(:now AS TIMESTAMP WITH TIME ZONE),
			  LOWER(LEFT(CAST(:name AS VARCHAR), 80))
			WHERE NOT EXISTS (
			  SELECT 1 FROM ledger WHERE target_id = :target AND kind = :kind AND external_id = :id)
			""";

	private static final String UPDATE = """
			UPDATE ledger SET name = :name, state = :state, cor_id = :corId, accepted_payload = :accepted,
			  pending_verb = :pendingVerb, pending_payload = :pendingPayload, pending_since = :pendingSince,
			  cause = :cause, message = :message, raw_answer = :raw, refused_hash = :refusedHash,
			  waits_for_kind = :waitsForKind, waits_for_id = :waitsForId, stuck_since = :stuckSince,
			  source_stamp = :sourceStamp, mapping_version = :mapping, attempts = :attempts,
			  next_attempt_at = :nextAttempt, last_run = :lastRun, last_step = :lastStep,
			  last_outcome = :lastOutcome, parked_reason = :parked, creation_values = :creationValues,
			  lacks_client = :lacks_client, lacks_contract = :lacks_contract, lacks_brand = :lacks_brand,
			  lacks_product = :lacks_product, first_accepted_at = COALESCE(first_accepted_at,
			    CASE WHEN CAST(:accepted AS VARCHAR) IS NOT NULL THEN CAST(:now AS TIMESTAMP WITH TIME ZONE) END),
			  owner = :owner, fence = :fence, version = version + 1, updated_at = :now,
			  name_key = LOWER(LEFT(CAST(:name AS VARCHAR), 80))
			WHERE target_id = :target AND kind = :kind AND external_id = :id AND version = :version
			""";

	private static final String DELETE = """
			DELETE FROM ledger
			WHERE target_id = :target AND kind = :kind AND external_id = :id AND version = :version
			""";

	private static final String ATTEMPT = """
			INSERT INTO attempt (target_id, run_number, kind, external_id, started_at, ended_at, verb, outcome, cause,
			  changed_fields, raw_answer)
			VALUES (:target, :run, :kind, :id, :started, :ended, :verb, :outcome, :cause, :fields, :raw)
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Lease lease;

	private final boolean h2;

	LedgerStatements(NamedParameterJdbcTemplate jdbc, Lease lease) {
		this.jdbc = jdbc;
		this.lease = lease;
		this.h2 = Boolean.TRUE.equals(jdbc.getJdbcOperations()
			.execute((Connection connection) -> connection.getMetaData().getDatabaseProductName().equals("H2")));
	}

	/**
	 * Writes the orders in their order within each kind of statement.
	 * @param orders what to write
	 * @param now when
	 * @return for each order whether it hit exactly its row
	 */
	boolean[] write(List<LedgerWriter.Order> orders, Instant now) {
		requireFence();
		boolean[] written = new boolean[orders.size()];
		// H2 reuses the result of NOT EXISTS within a batch: of two new rows of one key
		// only
		// the first may get there.
		Set<Entry.Key> inserted = new HashSet<>();
		batch(insert(), orders, now, written,
				(order) -> !order.withdrawn() && order.row().version() == 0 && inserted.add(order.row().key()));
		batch(UPDATE, orders, now, written, (order) -> !order.withdrawn() && order.row().version() > 0);
		batch(DELETE, orders, now, written, LedgerWriter.Order::withdrawn);
		List<SqlParameterSource> attempts = new ArrayList<>();
		for (LedgerWriter.Order order : orders) {
			if (order.attempt() != null) {
				attempts.add(EntryRows.parameters(this.lease, order.attempt()));
			}
		}
		if (!attempts.isEmpty()) {
			this.jdbc.batchUpdate(ATTEMPT, attempts.toArray(SqlParameterSource[]::new));
		}
		return written;
	}

	// Two workers may meet a new row at the same moment: the second one finds that its
	// row is stale.
	private String insert() {
		return this.h2 ? INSERT : INSERT + " ON CONFLICT DO NOTHING";
	}

	/**
	 * Brings what was committed to the disk, after the commit. H2 keeps commits in memory
	 * for half a second: a killed program's claims would be lost although their calls
	 * were made. (Its WRITE_DELAY=0 would do the same, but ends its housekeeping, and the
	 * file grows without bound.) PostgreSQL's commits are on the disk.
	 */
	void makeDurable() {
		if (this.h2) {
			this.jdbc.getJdbcOperations().execute("CHECKPOINT");
		}
	}

	private void requireFence() {
		List<Long> fences = this.jdbc.getJdbcOperations()
			.queryForList("SELECT fence FROM lease WHERE target_id = ? FOR " + lock(), Long.class,
					this.lease.targetId());
		if (!fences.contains(this.lease.fence())
				|| (this.lease.worker() != null && !workerAlive(this.lease.worker()))) {
			throw new FenceLostException(this.lease.fence());
		}
	}

	// Workers of one run do not wait for each other.
	private String lock() {
		return (this.lease.worker() != null) ? "SHARE" : "UPDATE";
	}

	private boolean workerAlive(long worker) {
		return !this.jdbc.getJdbcOperations().queryForList("""
				SELECT worker_id FROM worker
				WHERE worker_id = ? AND ended_at IS NULL AND expires_at > CURRENT_TIMESTAMP FOR SHARE
				""", Long.class, worker).isEmpty();
	}

	private void batch(String sql, List<LedgerWriter.Order> orders, Instant now, boolean[] written,
			Predicate<LedgerWriter.Order> chosen) {
		List<Integer> positions = new ArrayList<>();
		List<SqlParameterSource> parameters = new ArrayList<>();
		for (int i = 0; i < orders.size(); i++) {
			if (chosen.test(orders.get(i))) {
				positions.add(i);
			}
		}
		// Two workers lock the same rows in the same order.
		positions.sort(Comparator.comparing((Integer position) -> orders.get(position).row().key().kind())
			.thenComparing((position) -> orders.get(position).row().key().externalId()));
		positions
			.forEach((position) -> parameters.add(EntryRows.parameters(this.lease, orders.get(position).row(), now)));
		if (parameters.isEmpty()) {
			return;
		}
		int[] hits = this.jdbc.batchUpdate(sql, parameters.toArray(SqlParameterSource[]::new));
		for (int i = 0; i < hits.length; i++) {
			written[positions.get(i)] = hits[i] == 1;
		}
	}

}
