package io.corsync.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static io.corsync.sandbox.CorField.bool;
import static io.corsync.sandbox.CorField.date;
import static io.corsync.sandbox.CorField.incomeType;
import static io.corsync.sandbox.CorField.number;
import static io.corsync.sandbox.CorField.reference;
import static io.corsync.sandbox.CorField.text;

/**
 * What the Integrations API creates, with the fields its reference lists.
 */
enum CorKind {

	CLIENTS("clients", "Client", text("name").must(), text("business_name"), text("email_contact"),
			text("name_contact"), text("last_name_contact"), text("phone"), text("website"), text("description")),

	// The reference speaks of "the currency ISO sent in the request" without naming its
	// field.
	CONTRACTS("contracts", "Contract", text("name").must(), reference("client_id", "clients").must(), text("type"),
			text("status"), date("start_date"), date("end_date"), number("value"), text("currency"),
			text("description")),

	BRANDS("brands", "Brand", text("name").must(), reference("client_id", "clients").must()),

	PRODUCTS("products", "Product", text("name").must(), reference("client_id", "clients").must(),
			reference("brand_id", "brands").must(), text("description")),

	USERS("users", "User", text("email").must(), text("first_name").must(), text("last_name").must(), text("position"),
			number("role_id")),

	PROJECTS("projects", "Project", text("name").must(), reference("client_id", "clients"), text("brief"),
			date("start"), date("end"), date("evaluation_date"), reference("pm_id", "users"),
			reference("brand_id", "brands"), reference("product_id", "products"), reference("currency_id", null),
			reference("fee_id", null), number("estimated_time"), number("estimated"), bool("billable"), text("status"),
			reference("contract_id", "contracts"), text("deliverables"), text("work_order"), incomeType(),
			bool("archived"));

	private final String path;

	private final String word;

	private final List<CorField> fields;

	CorKind(String path, String word, CorField... fields) {
		this.path = path;
		this.word = word;
		this.fields = List.of(fields);
	}

	static Optional<CorKind> of(String path) {
		return Arrays.stream(values()).filter((kind) -> kind.path.equals(path)).findFirst();
	}

	/** The kind a field of this name refers to, the same on every kind. */
	static Optional<CorKind> parentOf(String field) {
		return Arrays.stream(values())
			.flatMap((kind) -> kind.fields.stream())
			.filter((candidate) -> candidate.name().equals(field) && candidate.parent() != null)
			.findFirst()
			.flatMap((found) -> of(String.valueOf(found.parent())));
	}

	String path() {
		return this.path;
	}

	/** The kind in messages and error names: {@code Client}. */
	String word() {
		return this.word;
	}

	String notFound() {
		return this.word + "NotFoundError";
	}

	List<CorField> fields() {
		return this.fields;
	}

	Optional<CorField> field(String name) {
		return this.fields.stream().filter((field) -> field.name().equals(name)).findFirst();
	}

	/** The field a range starts with; kinds without dates have none. */
	Optional<CorField> start() {
		return field("start").or(() -> field("start_date"));
	}

	Optional<CorField> end() {
		return field("end").or(() -> field("end_date"));
	}

}
