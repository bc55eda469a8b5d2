package io.corsync.sandbox;

/**
 * The types of fields that the sandbox's objects have, with their names in describe
 * results.
 */
enum OrgFieldType {

	ID("id", "tns:ID", "string"),

	REFERENCE("reference", "tns:ID", "string"),

	STRING("string", "xsd:string", "string"),

	TEXTAREA("textarea", "xsd:string", "string"),

	PICKLIST("picklist", "xsd:string", "string"),

	MULTIPICKLIST("multipicklist", "xsd:string", "string"),

	PHONE("phone", "xsd:string", "string"),

	URL("url", "xsd:string", "string"),

	EMAIL("email", "xsd:string", "string"),

	BOOLEAN("boolean", "xsd:boolean", "boolean"),

	CURRENCY("currency", "xsd:double", "double"),

	DOUBLE("double", "xsd:double", "double"),

	PERCENT("percent", "xsd:double", "double"),

	INT("int", "xsd:int", "int"),

	DATE("date", "xsd:date", "date"),

	DATETIME("datetime", "xsd:dateTime", "dateTime");

	private final String wire;

	private final String soap;

	private final String literal;

	OrgFieldType(String wire, String soap, String literal) {
		this.wire = wire;
		this.soap = soap;
		this.literal = literal;
	}

	/**
	 * The type's name in {@code Field.type}.
	 */
	String wire() {
		return this.wire;
	}

	/**
	 * The type's name in {@code Field.soapType}.
	 */
	String soap() {
		return this.soap;
	}

	/**
	 * What SOQL's refusals call a literal of this type.
	 */
	String literal() {
		return this.literal;
	}

	boolean isId() {
		return this == ID || this == REFERENCE;
	}

	boolean isNumber() {
		return this == CURRENCY || this == DOUBLE || this == PERCENT || this == INT;
	}

	boolean isText() {
		return switch (this) {
			case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, PHONE, URL, EMAIL -> true;
			case ID, REFERENCE, BOOLEAN, CURRENCY, DOUBLE, PERCENT, INT, DATE, DATETIME -> false;
		};
	}

}
