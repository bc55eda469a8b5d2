package io.corsync.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.cor.Kind;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

/**
 * The JSON Schema by which editors complete and check the mapping file, made of what the
 * parser knows: keys and fields come from the code, words for people from here.
 */
final class MappingSchema {

	private static final String TEXT = "text";

	private static final Map<CorType, String> CONSTANTS = Map.of(CorType.STRING, TEXT, CorType.NUMBER, "number",
			CorType.BOOLEAN, "flag", CorType.DATE, "date", CorType.INCOME_TYPE, "incomeType");

	private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("project.name", "The project's name."),
			Map.entry("project.client_id", "The client: a lookup to an Account."),
			Map.entry("project.contract_id", "The contract: a lookup to a Contract."),
			Map.entry("project.brief", "What is to be done."), Map.entry("project.start", "First day."),
			Map.entry("project.end", "Last day."), Map.entry("project.evaluation_date", "Day of the evaluation."),
			Map.entry("project.pm_id",
					"The project manager: the external id of a user in COR. Users are never created; a table by e-mail or by Salesforce user id is the way."),
			Map.entry("project.brand_id", "The brand."), Map.entry("project.product_id", "The product."),
			Map.entry("project.currency_id", "The currency of `estimated`, as COR knows it."),
			Map.entry("project.fee_id", "The fee, an id that COR knows."),
			Map.entry("project.estimated_time", "Hours."), Map.entry("project.estimated", "The amount of money."),
			Map.entry("project.billable", "Whether hours are billed."),
			Map.entry("project.status", "A word that COR knows, such as active."),
			Map.entry("project.deliverables", "What is delivered."),
			Map.entry("project.work_order", "The number of the order; unique in COR."),
			Map.entry("project.income_type", "How it is paid."),
			Map.entry("project.archived", "Whether it is in the archive."));

	private static final Map<String, String> KEY_WORDS = Map.ofEntries(
			Map.entry("from", "A field of Salesforce, or a list of which the first one that is not empty counts."),
			Map.entry("constant", "The same value for all."),
			Map.entry("template", "A text with fields in braces: \"{Account.Name} – {Name}\"."),
			Map.entry("expression", "A value that is worked out, such as CloseDate + days(30)."),
			Map.entry("values", "A table: the value in Salesforce on the left, COR's on the right."),
			Map.entry("ignore-case", "Whether capitals make no difference on the left of the table."),
			Map.entry("unmapped", "What becomes of a value without a line: refuse the record, or omit the field."),
			Map.entry("default", "The value where there is none, or none in the table."),
			Map.entry("plain-text", "Turns a rich text area's HTML into plain text."),
			Map.entry("max-length", "The most characters that COR gets."),
			Map.entry("too-long", "What becomes of a longer value: refuse the record, or cut it."),
			Map.entry("owner",
					"always: every change in Salesforce is sent. create: sent when the entity is created, COR's from then on."),
			Map.entry("null", "omit: an empty value is not sent, COR keeps what it has. clear: it is sent as null."),
			Map.entry("if-refused",
					"wait: the project waits for it. send-without: the project goes now, and the reference follows."));

	private static final String OBJECT = "^[A-Za-z][A-Za-z0-9_]*$";

	private static final String PATH = "^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*$";

	private MappingSchema() {
	}

	/**
	 * The schema.
	 * @return a file of JSON
	 */
	static String text() {
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
				Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
			.withObjectIndenter(new DefaultIndenter("  ", "\n"));
		return JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.defaultPrettyPrinter(printer)
			.build()
			.writeValueAsString(schema()) + "\n";
	}

	private static Map<String, Object> schema() {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String key : MappingParser.KEYS) {
			properties.put(key, top(key));
		}
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("$schema", "http://json-schema.org/draft-07/schema#");
		schema.put("title", "What COR gets for each won Opportunity");
		schema.put("description", "The mapping file of salesforce-cor-sync; see docs/mapping.md.");
		schema.putAll(object(properties, List.of("version", "project")));
		schema.put("definitions", definitions());
		return schema;
	}

	private static Map<String, Object> top(String key) {
		return switch (key) {
			case "version" -> described("The version of this form: 1.", map("enum", List.of(1, "1")));
			case "zone" -> described("Whose days a date and time becomes, such as Europe/Madrid; without it the org's.",
					map("type", "string"));
			case "rules" -> described("Opportunities that are mapped otherwise, of which at most one rule fits any.",
					map("type", "array", "minItems", 1, "items", ref("rule")));
			default -> section(kind(key));
		};
	}

	private static Kind kind(String word) {
		return Arrays.stream(Kind.values()).filter((kind) -> kind.word().equals(word)).findFirst().orElseThrow();
	}

	private static Map<String, Object> section(Kind kind) {
		List<String> required = new ArrayList<>(CorField.requiredOf(kind));
		Map<String, Object> properties = fields(kind, false);
		properties.put(Section.STOP, stop(false));
		String object = Section.standardObject(kind);
		if (object == null) {
			required.add(MadeKinds.OBJECT);
			properties
				.put(MadeKinds.OBJECT,
						described(
								"The Salesforce object that they are made from, such as %s__c."
									.formatted(StringUtils.capitalize(kind.word())),
								map("type", "string", "pattern", OBJECT)));
		}
		return described("How %s are made%s.".formatted(kind.path(), (object != null) ? ", from the " + object : ""),
				object(properties, required));
	}

	private static Map<String, Object> stop(boolean removable) {
		return described(
				"An expression: while it is true, what COR has of the record gets no more changes, such as \"IsClosed\"."
						+ (removable ? " none removes the plain section's line." : ""),
				ref("scalar"));
	}

	private static Map<String, Object> fields(Kind kind, boolean removable) {
		Map<String, Object> properties = new LinkedHashMap<>();
		new TreeMap<>(CorField.of(kind)).forEach((name, field) -> properties.put(name, field(kind, field, removable)));
		return properties;
	}

	private static Map<String, Object> field(Kind kind, CorField field, boolean removable) {
		String form = (field.refersTo() != null) ? "lookup" : CONSTANTS.get(field.type()) + "Field";
		List<Object> forms = new ArrayList<>(List.of(ref("path"), ref(form)));
		// Without a section for what it refers to, it is a text as any other.
		if (field.refersTo() != null && Section.standardObject(field.refersTo()) == null && !field.required()) {
			forms.add(ref(CONSTANTS.get(field.type()) + "Field"));
		}
		if (removable) {
			forms.add(map("const", "none"));
		}
		StringBuilder words = new StringBuilder();
		if (WORDS.containsKey(kind.word() + "." + field.name())) {
			words.append(WORDS.get(kind.word() + "." + field.name())).append(' ');
		}
		words.append(Character.toUpperCase(field.type().words().charAt(0)))
			.append(field.type().words().substring(1))
			.append('.');
		if (field.required()) {
			words.append(" COR requires it.");
		}
		if (field.owner() == Owner.CREATE) {
			words.append(" Sent once, unless the owner is always.");
		}
		if (removable) {
			words.append(" none removes the plain section's line.");
		}
		return described(words.toString(), map("anyOf", forms));
	}

	private static Map<String, Object> definitions() {
		Map<String, Object> definitions = new LinkedHashMap<>();
		definitions.put("path", described("The API name of a field, also through lookups: Account.Owner.Name.",
				map("type", "string", "pattern", PATH)));
		definitions.put("scalar", map("type", List.of("string", "number", "boolean")));
		definitions.put(TEXT, map("type", List.of("string", "number", "boolean")));
		definitions.put("number", map("anyOf", List.of(map("type", "number"), map("type", "string"))));
		definitions.put("flag", map("enum", List.of(true, false, "true", "false")));
		definitions.put("date", map("type", "string", "pattern", "^\\s*\\d{4}-\\d\\d-\\d\\d"));
		definitions.put("incomeType", map("enum", List.of("fee", "one_time", "hourly_rate", "contract")));
		for (String type : List.of(TEXT, "number", "flag", "date", "incomeType")) {
			definitions.put(type + "Field", longForm(type));
		}
		definitions.put("lookup", lookup());
		definitions.put("rule", rule());
		return definitions;
	}

	/** Every key of a field's longer form, with a constant of its type. */
	private static Map<String, Object> longForm(String type) {
		Map<String, Object> properties = new LinkedHashMap<>();
		FieldParser.KEYS.forEach((key) -> properties.put(key, key(key, type)));
		properties.remove("if-refused");
		Map<String, Object> form = object(properties, List.of());
		List<Object> sources = new ArrayList<>();
		for (String source : List.of("from", "template", "expression")) {
			if (properties.containsKey(source)) {
				sources.add(map("required", List.of(source)));
			}
		}
		List<Object> useless = FieldParser.KEYS.stream()
			.filter((key) -> List.of("values", "ignore-case", "unmapped", "default", "null").contains(key))
			.<Object>map((key) -> map("required", List.of(key)))
			.toList();
		sources.add(map("required", List.of("constant"), "not", map("anyOf", useless)));
		form.put("oneOf", sources);
		form.put("dependencies", map("ignore-case", List.of("values"), "unmapped", List.of("values")));
		return form;
	}

	private static Map<String, Object> key(String key, String type) {
		Map<String, Object> schema = switch (key) {
			case "from" ->
				map("anyOf", List.of(ref("path"), map("type", "array", "minItems", 1, "items", ref("path"))));
			case "constant", "default" -> ref(type);
			case "template", "expression" -> ref("scalar");
			case "values" -> map("type", "object", "minProperties", 1, "additionalProperties", ref(type));
			case "ignore-case", "plain-text" -> ref("flag");
			case "unmapped" -> map("enum", List.of("refuse", "omit"));
			case "max-length" -> map("anyOf", List.of(map("type", "integer", "minimum", 1),
					map("type", "string", "pattern", "^[1-9][0-9]{0,5}$")));
			case "too-long" -> map("enum", List.of("refuse", "cut"));
			case "owner" -> map("enum", List.of("always", "create"));
			case "null" -> map("enum", List.of("omit", "clear"));
			case "if-refused" -> map("enum", List.of("wait", "send-without"));
			default -> throw new IllegalStateException("The schema has no words for the key " + key);
		};
		String words = KEY_WORDS.get(key);
		return described(words, schema);
	}

	private static Map<String, Object> lookup() {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String key : FieldParser.KEYS) {
			if (List.of("from", "owner", "null", "if-refused").contains(key)) {
				properties.put(key, key(key, TEXT));
			}
		}
		return object(properties, List.of("from"));
	}

	private static Map<String, Object> rule() {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String key : RuleParser.KEYS) {
			properties.put(key, switch (key) {
				case "name" -> described("What to call it.", ref("scalar"));
				case "when" -> described(
						"What an Opportunity must fulfil, all of it: a value, a list, or null for an empty field.",
						map("type", "object", "minProperties", 1, "propertyNames", map("pattern", PATH),
								"additionalProperties", map("anyOf",
										List.of(wanted(), map("type", "array", "minItems", 1, "items", wanted())))));
				case "skip" -> described("Leaves such Opportunities out.", ref("flag"));
				case "project" -> {
					Map<String, Object> lines = fields(Kind.PROJECT, true);
					lines.put(Section.STOP, stop(true));
					yield described("Lines that hold in place of those of the section `project`.",
							object(lines, List.of()));
				}
				default -> throw new IllegalStateException("The schema has no words for the key " + key);
			});
		}
		return object(properties, List.of("name", "when"));
	}

	private static Map<String, Object> wanted() {
		return map("type", List.of("string", "number", "boolean", "null"));
	}

	private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("type", "object");
		object.put("additionalProperties", false);
		if (!required.isEmpty()) {
			object.put("required", required);
		}
		object.put("properties", properties);
		return object;
	}

	private static Map<String, Object> described(String words, Map<String, Object> schema) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("description", words);
		described.putAll(schema);
		return described;
	}

	private static Map<String, Object> ref(String definition) {
		return map("$ref", "#/definitions/" + definition);
	}

	/** In the order that is written, the same every time. */
	private static Map<String, Object> map(Object... pairs) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put((String) pairs[i], pairs[i + 1]);
		}
		return map;
	}

}
