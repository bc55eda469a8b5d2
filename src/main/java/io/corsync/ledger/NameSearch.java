package io.corsync.ledger;

import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds rows by how their names begin, capitals or not. An index serves it, so that it
 * takes the same time among a million rows as among ten.
 */
public final class NameSearch {

	/** As much of a name as the index has. */
	private static final int LONGEST = 80;

	/** Comes behind every letter. */
	private static final char LAST = '\uFFFF';

	private final JdbcClient jdbc;

	NameSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A row that was found.
	 *
	 * @param key which it is
	 * @param name what people call it
	 * @param state where it stands
	 */
	public record Hit(Entry.Key key, String name, State state) {

	}

	/**
	 * The rows whose names begin so.
	 * @param targetId the target
	 * @param beginning how the names begin, not blank
	 * @param limit how many at most
	 * @return ordered by name
	 */
	public List<Hit> beginning(int targetId, String beginning, int limit) {
		String text = beginning.strip().toLowerCase(Locale.ROOT);
		String from = text.substring(0, Math.min(text.length(), LONGEST - 1));
		if (from.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("""
				SELECT kind, external_id, name, state FROM ledger
				WHERE target_id = :target AND name_key >= :from AND name_key < :to
				ORDER BY target_id, name_key FETCH FIRST :limit ROWS ONLY
				""")
			.param("target", targetId)
			.param("from", from)
			.param("to", from + LAST)
			.param("limit", limit)
			.query((row, number) -> new Hit(new Entry.Key(row.getString("kind"), row.getString("external_id")),
					row.getString("name"), State.valueOf(row.getString("state"))))
			.list();
	}

}
