package io.corsync.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What is left of a record's values all over the database, and its removal: all of it in
 * one transaction or nothing.
 */
public final class Traces {

	/** What stands where words were. */
	private static final String GONE = "(forgotten)";

	/** Words about one row that may name another one. */
	private static final List<Words> WORDS = List.of(
			new Words("ledger", List.of("target_id", "kind", "external_id"), "message"),
			new Words("ledger", List.of("target_id", "kind", "external_id"), "raw_answer"),
			new Words("ledger", List.of("target_id", "kind", "external_id"), "parked_reason"),
			new Words("attempt", List.of("attempt_id"), "raw_answer"),
			new Words("run", List.of("run_number"), "message"),
			new Words("run_slice", List.of("run_number", "slice"), "reason"),
			new Words("audit", List.of("audit_id"), "command"),
			new Words("batch_job_execution", List.of("job_execution_id"), "exit_message"),
			new Words("batch_step_execution", List.of("step_execution_id"), "exit_message"));

	private final DataSource database;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	Traces(DataSource database, TransactionOperations transaction) {
		this.database = database;
		this.jdbc = JdbcClient.create(database);
		this.transaction = transaction;
	}

	/**
	 * A column with words.
	 *
	 * @param table its table
	 * @param key the table's key
	 * @param column its name
	 */
	private record Words(String table, List<String> key, String column) {

	}

	/**
	 * A row without its values.
	 *
	 * @param entry the row as it is in the database
	 * @param accepted its accepted payload without values, null when it has none
	 * @param pending its pending payload without values, null when it has none
	 */
	public record Emptied(Entry entry, @Nullable String accepted, @Nullable String pending) {

	}

	/**
	 * The rows that name another one as their client or contract, or wait for it, those
	 * out of the scope included.
	 * @param targetId the target
	 * @param key the row that is named
	 * @return the rows
	 */
	public List<Entry> naming(int targetId, Entry.Key key) {
		return this.jdbc.sql("""
				SELECT * FROM ledger
				WHERE target_id = :target AND (accepted_payload LIKE :name OR pending_payload LIKE :name
				  OR waits_for_kind = :kind AND waits_for_id = :id)
				ORDER BY kind, external_id
				""")
			.param("target", targetId)
			.param("name", "%%\"%s_id\":\"%s\"%%".formatted(key.kind(), key.externalId()))
			.param("kind", key.kind())
			.param("id", key.externalId())
			.query(EntryRows::entry)
			.list();
	}

	/**
	 * Removes the values of some rows, and their names wherever else they stand.
	 * @param lease the lease, so that no run goes on
	 * @param rows the rows
	 * @param names texts in which their names may stand
	 * @param redaction takes the names out of a text
	 * @param now when it is done
	 * @throws FenceLostException when another run holds the lease
	 */
	public void erase(Lease lease, Collection<Emptied> rows, Set<String> names, UnaryOperator<String> redaction,
			Instant now) {
		this.transaction.executeWithoutResult((status) -> {
			requireFence(lease);
			rows.forEach((row) -> empty(lease, row, now));
			WORDS.forEach((words) -> names.forEach((name) -> redact(words, name, redaction)));
		});
		if (this.database instanceof LazyDatabase file) {
			file.compactWhenClosed();
		}
	}

	private void requireFence(Lease lease) {
		List<Long> fences = this.jdbc.sql("SELECT fence FROM lease WHERE target_id = :target FOR UPDATE")
			.param("target", lease.targetId())
			.query(Long.class)
			.list();
		if (!fences.contains(lease.fence())) {
			throw new FenceLostException(lease.fence());
		}
	}

	private void empty(Lease lease, Emptied row, Instant now) {
		Entry.Key key = row.entry().key();
		int hits = this.jdbc.sql("""
				UPDATE ledger SET name = '', name_key = '', accepted_payload = :accepted, pending_payload = :pending,
				  message = CASE WHEN message IS NULL THEN NULL ELSE :gone END, raw_answer = NULL,
				  parked_reason = CASE WHEN parked_reason IS NULL THEN NULL ELSE :gone END,
				  owner = :owner, fence = :fence, version = version + 1, updated_at = :now
				WHERE target_id = :target AND kind = :kind AND external_id = :id AND version = :version
				""")
			.param("accepted", row.accepted())
			.param("pending", row.pending())
			.param("gone", GONE)
			.param("owner", lease.owner())
			.param("fence", lease.fence())
			.param("now", Columns.utc(now))
			.param("target", lease.targetId())
			.param("kind", key.kind())
			.param("id", key.externalId())
			.param("version", row.entry().version())
			.update();
		if (hits != 1) {
			throw new StaleEntryException(key, row.entry().version());
		}
		this.jdbc.sql("""
				UPDATE attempt SET raw_answer = NULL
				WHERE target_id = :target AND kind = :kind AND external_id = :id AND raw_answer IS NOT NULL
				""").param("target", lease.targetId()).param("kind", key.kind()).param("id", key.externalId()).update();
	}

	private void redact(Words words, String name, UnaryOperator<String> redaction) {
		String keys = String.join(", ", words.key());
		List<Map<String, Object>> found = this.jdbc.sql("""
				SELECT %s, %s AS words FROM %s WHERE POSITION(:name IN %s) > 0
				""".formatted(keys, words.column(), words.table(), words.column()))
			.param("name", name)
			.query()
			.listOfRows();
		String update = "UPDATE %s SET %s = :words WHERE %s".formatted(words.table(), words.column(),
				words.key().stream().map((column) -> column + " = :" + column).collect(Collectors.joining(" AND ")));
		for (Map<String, Object> row : found) {
			// As the databases spell a name is their own affair.
			Map<String, @Nullable Object> changed = new LinkedHashMap<>();
			words.key().forEach((column) -> changed.put(column, row.get(column)));
			changed.put("words", redaction.apply(String.valueOf(row.get("words"))));
			this.jdbc.sql(update).params(changed).update();
		}
	}

}
