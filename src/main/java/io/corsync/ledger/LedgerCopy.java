package io.corsync.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A copy of everything that the database knows, to try something out: the original is
 * only read, whatever the version of its tables; the copy is brought up to date. It also
 * tells what has been changed in it since.
 */
public final class LedgerCopy implements AutoCloseable {

	private final ScratchDatabase scratch;

	private final JdbcClient jdbc;

	private final boolean fresh;

	private final Optional<Holder> holder;

	private final Map<Entry.Key, Entry.Trouble> blocked;

	private LedgerCopy(ScratchDatabase scratch) {
		this.scratch = scratch;
		this.jdbc = JdbcClient.create(scratch.pool());
		this.fresh = this.jdbc.sql("SELECT COUNT(*) FROM run").query(Long.class).single() == 0;
		this.holder = findHolder();
		this.blocked = findBlocked();
	}

	/**
	 * Makes the tables as they are in the original, copies the rows, and brings both up
	 * to date.
	 */
	static LedgerCopy of(ExistingDatabase existing, Schema schema) {
		ScratchDatabase scratch = ScratchDatabase.create();
		try {
			existing.open().ifPresent((pool) -> {
				try (pool) {
					copy(pool, scratch.pool(), schema);
				}
			});
			schema.migrate(scratch.pool());
			LedgerCopy copy = new LedgerCopy(scratch);
			copy.begin();
			return copy;
		}
		catch (RuntimeException ex) {
			scratch.close();
			throw ex;
		}
	}

	private static void copy(HikariDataSource original, HikariDataSource copy, Schema schema) {
		if (schema.age(original) == Schema.Age.EMPTY) {
			return;
		}
		schema.migrate(copy, schema.version(original));
		try (Connection source = original.getConnection(); Connection target = copy.getConnection()) {
			TableCopy.copy(source, target, schema.table());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database cannot be copied", ex);
		}
	}

	private void begin() {
		// Whoever runs there does not run here.
		this.jdbc.sql("UPDATE lease SET expires_at = NULL").update();
		remember();
	}

	/**
	 * Takes the copy as it is now for the beginning: what has been changed before is not
	 * told any more.
	 */
	public void rememberAnew() {
		this.jdbc.sql("DROP TABLE ledger_before").update();
		remember();
	}

	private void remember() {
		this.jdbc.sql("""
				CREATE TABLE ledger_before AS
				SELECT target_id, kind, external_id, version, accepted_payload FROM ledger
				""").update();
		this.jdbc.sql("CREATE UNIQUE INDEX ledger_before_row ON ledger_before (target_id, kind, external_id)").update();
	}

	private Optional<Holder> findHolder() {
		Leases leases = new Leases(this.jdbc, TransactionOperations.withoutTransaction());
		return this.jdbc.sql("SELECT target_id FROM lease")
			.query(Integer.class)
			.list()
			.stream()
			.flatMap((target) -> leases.holder(target).stream())
			.findFirst();
	}

	private Map<Entry.Key, Entry.Trouble> findBlocked() {
		Map<Entry.Key, Entry.Trouble> found = new HashMap<>();
		this.jdbc.sql("SELECT * FROM ledger WHERE state = 'BLOCKED' AND cause IS NOT NULL")
			.query(EntryRows::entry)
			.list()
			.forEach((entry) -> found.put(entry.key(), Objects.requireNonNull(entry.trouble())));
		return Map.copyOf(found);
	}

	/**
	 * A row that was changed in the copy, or that a setting in COR holds up.
	 *
	 * @param entry the row as it is now
	 * @param accepted what COR had accepted of it before, null when it was not known to
	 * be in COR
	 */
	public record Changed(Entry entry, @Nullable String accepted) {

	}

	DataSource dataSource() {
		return new LazyDatabase(this.scratch.pool());
	}

	/**
	 * Whether nothing has run yet.
	 * @return true also when there is no database, or one without tables
	 */
	public boolean fresh() {
		return this.fresh;
	}

	/**
	 * Who was running when the copy was made.
	 * @return nothing when nobody was
	 */
	public Optional<Holder> holder() {
		return this.holder;
	}

	/**
	 * What a setting in COR held up when the copy was made.
	 * @return why, by row
	 */
	public Map<Entry.Key, Entry.Trouble> blocked() {
		return this.blocked;
	}

	/**
	 * What has been changed in the copy, and what a setting in COR holds up all the same.
	 * @param targetId the target
	 * @param rows takes each row, however many there are
	 */
	public void changes(int targetId, Consumer<Changed> rows) {
		this.jdbc.sql("""
				SELECT ledger.*, old.accepted_payload AS old_payload FROM ledger
				LEFT JOIN ledger_before old ON old.target_id = ledger.target_id AND old.kind = ledger.kind
				  AND old.external_id = ledger.external_id
				WHERE ledger.target_id = :target
				  AND (old.version IS NULL OR old.version <> ledger.version OR ledger.state = 'BLOCKED')
				ORDER BY ledger.kind, ledger.external_id
				""").param("target", targetId).query((row) -> {
			rows.accept(new Changed(EntryRows.entry(row, row.getRow()), row.getString("old_payload")));
		});
	}

	@Override
	public void close() {
		this.scratch.close();
	}

}
