package io.corsync.prove;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What COR must hold of a row of Salesforce: the default mapping, written down once more
 * so that the program is not judged by itself.
 */
final class Expected {

	private final JsonNode row;

	private final Map<String, String> fields = new TreeMap<>();

	private Expected(JsonNode row) {
		this.row = row;
	}

	static Map<String, String> project(JsonNode row) {
		return new Expected(row).field("name", "Name")
			.field("client_id", "AccountId")
			.field("contract_id", "ContractId")
			.field("brief", "Description")
			.field("estimated", "Amount")
			.field("start", "CloseDate")
			.constant("status", "active")
			.constant("billable", "true").fields;
	}

	static Map<String, String> client(JsonNode row) {
		return new Expected(row).field("name", "Name")
			.field("phone", "Phone")
			.field("website", "Website")
			.field("description", "Description").fields;
	}

	static Map<String, String> contract(JsonNode row) {
		String status = row.get("Status").asString("");
		return new Expected(row).field("name", row.get("Name").isNull() ? "ContractNumber" : "Name")
			.field("client_id", "AccountId")
			.field("start_date", "StartDate")
			.field("end_date", "EndDate")
			.constant("status", status.equals("Activated") ? "active" : "pending")
			.field("description", "Description").fields;
	}

	private Expected field(String name, String source) {
		JsonNode value = this.row.get(source);
		return value.isNull() ? this : constant(name, value.asString(""));
	}

	private Expected constant(String name, String value) {
		this.fields.put(name, value);
		return this;
	}

}
