package io.corsync.bench;

/**
 * Writes what Salesforce tells about itself, each element where the Partner WSDL has it.
 */
final class Description {

	static final String USER_INFO = "<accessibilityMode>false</accessibilityMode><chatterExternal>false</chatterExternal>"
			+ "<currencySymbol>$</currencySymbol><orgAttachmentFileSizeLimit>5242880</orgAttachmentFileSizeLimit>"
			+ "<orgDefaultCurrencyIsoCode>USD</orgDefaultCurrencyIsoCode>"
			+ "<orgDefaultCurrencyLocale>en_US</orgDefaultCurrencyLocale>"
			+ "<orgDisallowHtmlAttachments>false</orgDisallowHtmlAttachments><orgHasPersonAccounts>false</orgHasPersonAccounts>"
			+ "<organizationId>00D000000000001AAA</organizationId>"
			+ "<organizationMultiCurrency>false</organizationMultiCurrency><organizationName>Bench</organizationName>"
			+ "<profileId>00e000000000001AAA</profileId><roleId xsi:nil=\"true\"/>"
			+ "<sessionSecondsValid>7200</sessionSecondsValid><userDefaultCurrencyIsoCode xsi:nil=\"true\"/>"
			+ "<userEmail>bench@example.com</userEmail><userFullName>Bench</userFullName>"
			+ "<userId>005000000000001AAA</userId><userLanguage>en_US</userLanguage><userLocale>en_US</userLocale>"
			+ "<userName>bench@example.com</userName><userTimeZone>UTC</userTimeZone><userType>Standard</userType>"
			+ "<userUiSkin>Theme3</userUiSkin>";

	private Description() {
	}

	/**
	 * An object as describe tells it.
	 */
	static String of(String name) {
		SourceObject object = SourceObject.named(name);
		StringBuilder xml = new StringBuilder(16_384);
		flags(xml, "activateable", "compactLayoutable", "createable", "custom", "customSetting", "deepCloneable",
				"deletable", "deprecatedAndHidden", "feedEnabled");
		object.fields().forEach((field) -> field(xml, field));
		flags(xml, "hasSubtypes", "idEnabled", "isInterface", "isSubtype");
		leaf(xml, "keyPrefix", object.keyPrefix());
		leaf(xml, "label", object.word());
		leaf(xml, "labelPlural", object.word() + "s");
		flags(xml, "layoutable", "mergeable", "mruEnabled");
		leaf(xml, "name", object.word());
		leaf(xml, "queryable", "true");
		flags(xml, "replicateable");
		leaf(xml, "retrieveable", "true");
		flags(xml, "searchLayoutable", "searchable", "triggerable", "undeletable", "updateable");
		return xml.toString();
	}

	private static void field(StringBuilder xml, SourceObject.Field field) {
		boolean text = !field.type().matches("boolean|currency|date|datetime");
		xml.append("<fields>");
		flags(xml, "aggregatable", "aiPredictionField", "autoNumber");
		leaf(xml, "byteLength", text ? "96000" : "0");
		flags(xml, "calculated", "caseSensitive", "createable", "custom", "defaultedOnCreate", "deprecatedAndHidden");
		leaf(xml, "digits", "0");
		leaf(xml, "filterable", String.valueOf(!field.type().equals("textarea")));
		flags(xml, "groupable", "htmlFormatted", "idLookup");
		leaf(xml, "label", field.name());
		leaf(xml, "length", text ? "32000" : "0");
		leaf(xml, "name", field.name());
		flags(xml, "nameField");
		leaf(xml, "nillable", "true");
		flags(xml, "permissionable");
		if (field.type().equals("picklist")) {
			xml.append("<picklistValues><active>true</active><defaultValue>false</defaultValue>");
			leaf(xml, "label", field.pattern());
			leaf(xml, "value", field.pattern());
			xml.append("</picklistValues>");
		}
		flags(xml, "polymorphicForeignKey");
		leaf(xml, "precision", field.type().equals("currency") ? "18" : "0");
		flags(xml, "queryByDistance");
		if (!field.target().isEmpty()) {
			leaf(xml, "referenceTo", field.target());
			leaf(xml, "relationshipName", field.relationship());
		}
		flags(xml, "restrictedPicklist");
		leaf(xml, "scale", field.type().equals("currency") ? "2" : "0");
		flags(xml, "searchPrefilterable");
		leaf(xml, "soapType", soapType(field.type()));
		leaf(xml, "sortable", "true");
		leaf(xml, "type", field.type());
		flags(xml, "unique", "updateable");
		xml.append("</fields>");
	}

	private static String soapType(String type) {
		return switch (type) {
			case "id", "reference" -> "tns:ID";
			case "boolean" -> "xsd:boolean";
			case "currency" -> "xsd:double";
			case "date" -> "xsd:date";
			case "datetime" -> "xsd:dateTime";
			default -> "xsd:string";
		};
	}

	private static void leaf(StringBuilder xml, String element, String value) {
		xml.append('<').append(element).append('>').append(value).append("</").append(element).append('>');
	}

	private static void flags(StringBuilder xml, String... elements) {
		for (String element : elements) {
			leaf(xml, element, "false");
		}
	}

}
