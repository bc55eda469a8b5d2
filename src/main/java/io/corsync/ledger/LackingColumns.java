package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The columns of the parents that a row lacks: one for each kind, so that the databases
 * find those parents by their keys.
 */
final class LackingColumns {

	private static final List<String> KINDS = List.of("client", "contract", "brand", "product");

	private LackingColumns() {
	}

	private static String column(String kind) {
		return "lacks_" + kind;
	}

	static Set<Entry.Key> read(ResultSet row) throws SQLException {
		Set<Entry.Key> lacking = new HashSet<>();
		for (String kind : KINDS) {
			String id = row.getString(column(kind));
			if (id != null) {
				lacking.add(new Entry.Key(kind, id));
			}
		}
		return Set.copyOf(lacking);
	}

	static void write(Set<Entry.Key> lacking, MapSqlParameterSource parameters) {
		KINDS.forEach((kind) -> parameters.addValue(column(kind), null));
		lacking.forEach((key) -> parameters.addValue(column(key.kind()), key.externalId()));
	}

	/**
	 * Joins the parents that a row lacks.
	 */
	static String joins() {
		return KINDS.stream().map((kind) -> """
				LEFT JOIN ledger lacked_%1$s ON lacked_%1$s.target_id = ledger.target_id AND lacked_%1$s.kind = '%1$s'
				  AND lacked_%1$s.external_id = ledger.lacks_%1$s
				""".formatted(kind)).collect(Collectors.joining());
	}

	/**
	 * Whether a condition holds for any of them.
	 * @param condition about {@code parent}
	 */
	static String any(String condition) {
		return KINDS.stream()
			.map((kind) -> "ledger.lacks_%s IS NOT NULL AND (%s)".formatted(kind,
					condition.replace("parent.", "lacked_" + kind + ".")))
			.collect(Collectors.joining(" OR ", "(", ")"));
	}

}
