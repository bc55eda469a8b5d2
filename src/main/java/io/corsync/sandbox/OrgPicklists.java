package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of picklists as their administrator keeps them: each with the label that
 * people see in their language, some not offered any more.
 */
final class OrgPicklists {

	/** Salesforce translates the labels of its own values; the values stay English. */
	private static final Map<String, String> SPANISH = Map.ofEntries(Map.entry("Prospecting", "Prospección"),
			Map.entry("Qualification", "Calificación"), Map.entry("Proposal/Price Quote", "Propuesta/Presupuesto"),
			Map.entry("Negotiation/Review", "Negociación/Revisión"), Map.entry("Closed Won", "Cerrada ganada"),
			Map.entry("Closed Lost", "Cerrada perdida"), Map.entry("Draft", "Borrador"),
			Map.entry("In Approval Process", "En proceso de aprobación"), Map.entry("Activated", "Activado"),
			Map.entry("Existing Business", "Negocio existente"), Map.entry("New Business", "Negocio nuevo"),
			Map.entry("Customer", "Cliente"), Map.entry("Prospect", "Candidato"), Map.entry("Partner", "Socio"),
			Map.entry("Other", "Otro"));

	private static final Map<String, String> DEFAULTS = Map.of("Contract.Status", "Draft");

	/** What was offered once; rows may still have it. */
	private static final Map<String, String> INACTIVE = Map.of("Opportunity.Type", "Add-On Business");

	private final Map<String, List<Value>> changed = new ConcurrentHashMap<>();

	/**
	 * A value of a picklist.
	 *
	 * @param value what rows hold
	 * @param label what people see
	 * @param active whether it is offered
	 * @param standard whether it is the one that is chosen at first
	 */
	record Value(String value, String label, boolean active, boolean standard) {

	}

	/**
	 * The values of a field.
	 */
	List<Value> of(OrgObject object, OrgField field) {
		String name = name(object, field);
		List<Value> values = this.changed.get(name);
		return (values != null) ? values : initial(name, field);
	}

	private static List<Value> initial(String name, OrgField field) {
		List<Value> values = new ArrayList<>();
		for (String value : field.picklist()) {
			values.add(new Value(value, SPANISH.getOrDefault(value, value), true, value.equals(DEFAULTS.get(name))));
		}
		String inactive = INACTIVE.get(name);
		if (inactive != null) {
			values.add(new Value(inactive, inactive, false, false));
		}
		return List.copyOf(values);
	}

	/**
	 * Adds a value, or replaces the one of the same name.
	 * @throws IllegalArgumentException if the field is no picklist
	 */
	void put(OrgObject object, OrgField field, Value value) {
		if (field.picklist().isEmpty()) {
			throw new IllegalArgumentException(name(object, field) + " is no picklist");
		}
		List<Value> all = new ArrayList<>(of(object, field));
		all.replaceAll((old) -> old.value().equals(value.value()) ? value : old);
		if (!all.contains(value)) {
			all.add(value);
		}
		this.changed.put(name(object, field), List.copyOf(all));
	}

	/**
	 * Takes a value away for good, as deleting it does.
	 */
	void remove(OrgObject object, OrgField field, String value) {
		this.changed.put(name(object, field),
				of(object, field).stream().filter((known) -> !known.value().equals(value)).toList());
	}

	/**
	 * Whether somebody may write a value: a restricted picklist takes those only that it
	 * offers.
	 */
	void require(OrgObject object, OrgField field, String text) {
		if (!field.is(OrgTrait.RESTRICTED)) {
			return;
		}
		List<String> offered = of(object, field).stream().filter(Value::active).map(Value::value).toList();
		if (!offered.contains(text)) {
			throw new IllegalArgumentException(field.name() + ": '" + text + "' is not one of " + offered);
		}
	}

	void reset() {
		this.changed.clear();
	}

	private static String name(OrgObject object, OrgField field) {
		return object.name() + "." + field.name();
	}

}
