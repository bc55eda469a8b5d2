package io.corsync.ledger;

import java.util.List;
import java.util.Map;

/**
 * What the two sides of a move between databases agree on: lines of JSON, a head that
 * names the tables' version, a line for each row, and an end that counts them.
 */
final class LedgerFile {

	static final String FORMAT = "cor-sync-ledger";

	static final String HEAD = "format";

	static final String TABLES = "tables";

	static final String TABLE = "table";

	static final String ROW = "row";

	static final String END = "rows";

	/** Parents before children. Spring Batch's own tables are of no use elsewhere. */
	static final List<String> ORDER = List.of("target", "lease", "run", "run_count", "run_slice", "watermark", "ledger",
			"attempt", "standing", "described_field", "due_time", "audit");

	/** Numbered anew where they arrive: the import itself has a line there already. */
	static final Map<String, String> RENUMBERED = Map.of("audit", "audit_id");

	private LedgerFile() {
	}

}
