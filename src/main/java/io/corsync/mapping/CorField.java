package io.corsync.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A field that COR's Integrations API documents for a kind. The external id is not among
 * them: it is always the row's Id.
 *
 * @param name COR's name
 * @param type its type
 * @param required whether COR refuses an entity without it
 * @param refersTo the kind whose external id it holds and that is delivered before, null
 * when it is a plain value
 * @param owner whose it is unless the mapping says otherwise
 */
record CorField(String name, CorType type, boolean required, @Nullable Kind refersTo, Owner owner) {

	private static final Map<Kind, Map<String, CorField>> BY_KIND = Map.of(Kind.PROJECT,
			fields(text("name").asRequired(), text("client_id").asReferenceTo(Kind.CLIENT),
					text("contract_id").asReferenceTo(Kind.CONTRACT), text("brief"), date("start").asCreateOnly(),
					date("end"), date("evaluation_date"), text("pm_id").asCreateOnly(),
					text("brand_id").asReferenceTo(Kind.BRAND), text("product_id").asReferenceTo(Kind.PRODUCT),
					text("currency_id"), text("fee_id"), number("estimated_time"), number("estimated"),
					flag("billable").asCreateOnly(), text("status").asCreateOnly(), text("deliverables"),
					text("work_order"), of("income_type", CorType.INCOME_TYPE), flag("archived")),
			Kind.CLIENT,
			fields(text("name").asRequired(), text("business_name"), text("email_contact"), text("name_contact"),
					text("last_name_contact"), text("phone"), text("website"), text("description")),
			// COR documents that a contract's currency may be sent, not under which name:
			// currency_id is the name it has on projects.
			Kind.CONTRACT,
			fields(text("name").asRequired(), text("client_id").asReferenceTo(Kind.CLIENT).asRequired(), text("type"),
					text("status"), date("start_date"), date("end_date"), number("value"), text("currency_id"),
					text("description")),
			Kind.BRAND, fields(text("name").asRequired(), text("client_id").asReferenceTo(Kind.CLIENT).asRequired()),
			Kind.PRODUCT, fields(text("name").asRequired(), text("client_id").asReferenceTo(Kind.CLIENT).asRequired(),
					text("brand_id").asReferenceTo(Kind.BRAND).asRequired(), text("description")));

	/** Amounts of money: worth nothing without a currency where there are several. */
	private static final Set<String> AMOUNTS = Set.of("estimated", "value");

	static Map<String, CorField> of(Kind kind) {
		return BY_KIND.getOrDefault(kind, Map.of());
	}

	static List<String> requiredOf(Kind kind) {
		return of(kind).values().stream().filter(CorField::required).map(CorField::name).sorted().toList();
	}

	boolean isAmount() {
		return AMOUNTS.contains(this.name);
	}

	private static Map<String, CorField> fields(CorField... fields) {
		return Arrays.stream(fields).collect(Collectors.toUnmodifiableMap(CorField::name, Function.identity()));
	}

	private static CorField of(String name, CorType type) {
		return new CorField(name, type, false, null, Owner.ALWAYS);
	}

	private static CorField text(String name) {
		return of(name, CorType.STRING);
	}

	private static CorField number(String name) {
		return of(name, CorType.NUMBER);
	}

	private static CorField flag(String name) {
		return of(name, CorType.BOOLEAN);
	}

	private static CorField date(String name) {
		return of(name, CorType.DATE);
	}

	private CorField asRequired() {
		return new CorField(this.name, this.type, true, this.refersTo, this.owner);
	}

	/** The same field as a value of its own. */
	CorField asPlain() {
		return new CorField(this.name, this.type, this.required, null, this.owner);
	}

	private CorField asReferenceTo(Kind kind) {
		return new CorField(this.name, this.type, this.required, kind, this.owner);
	}

	private CorField asCreateOnly() {
		return new CorField(this.name, this.type, this.required, this.refersTo, Owner.CREATE);
	}

}
