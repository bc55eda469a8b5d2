package io.corsync.mapping;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.corsync.salesforce.SourceRow;

/**
 * Builds source rows for tests out of paths and values.
 */
final class Rows {

	static final String OPPORTUNITY_ID = "006000000000001AAA";

	static final String ACCOUNT_ID = "001000000000001AAA";

	static final String OTHER_ACCOUNT_ID = "001000000000002AAA";

	static final String CONTRACT_ID = "800000000000001AAA";

	static final String STAMP = "2026-11-23T02:00:00.000Z";

	private final Map<String, String> values = new LinkedHashMap<>();

	private Rows() {
	}

	/** A row with an Id and a SystemModstamp. */
	static Rows row(String id) {
		return new Rows().with("Id", id).with("SystemModstamp", STAMP);
	}

	/** An Opportunity whose contract belongs to another Account than its own. */
	static Rows opportunity() {
		return row(OPPORTUNITY_ID).with("Name", "Website")
			.with("AccountId", ACCOUNT_ID)
			.with("ContractId", CONTRACT_ID)
			.with("Description", "New\r\nsite")
			.with("Amount", "1.0E7")
			.with("CloseDate", "2026-11-30")
			.parent("Account", ACCOUNT_ID)
			.with("Account.Name", "Acme")
			.with("Account.Phone", "+54 11 1234")
			.parent("Contract", CONTRACT_ID)
			.with("Contract.ContractNumber", "00000101")
			.with("Contract.AccountId", OTHER_ACCOUNT_ID)
			.with("Contract.Status", "Activated")
			.with("Contract.StartDate", "2026-01-01")
			.parent("Contract.Account", OTHER_ACCOUNT_ID)
			.with("Contract.Account.Name", "Acme Holding");
	}

	Rows with(String path, String value) {
		this.values.put(path, value);
		return this;
	}

	Rows without(String path) {
		this.values.remove(path);
		return this;
	}

	Rows parent(String path, String id) {
		return with(path + ".Id", id).with(path + ".SystemModstamp", STAMP);
	}

	SourceRow build() {
		return build("Opportunity", this.values);
	}

	private static SourceRow build(String object, Map<String, String> paths) {
		Map<String, String> own = new HashMap<>();
		Map<String, Map<String, String>> parents = new LinkedHashMap<>();
		paths.forEach((path, value) -> {
			int dot = path.indexOf('.');
			if (dot < 0) {
				own.put(path, value);
			}
			else {
				parents.computeIfAbsent(path.substring(0, dot), (key) -> new LinkedHashMap<>())
					.put(path.substring(dot + 1), value);
			}
		});
		Map<String, SourceRow> rows = new HashMap<>();
		parents.forEach((name, values) -> rows.put(name, build(name, values)));
		return new SourceRow(object, own, rows);
	}

}
