package io.corsync.sandbox;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A field of an object, and how its values are read and written as text.
 *
 * @param index the field's place in a row
 * @param name API name
 * @param label the label people see
 * @param type the field's type
 * @param length maximum characters, or digits of a number
 * @param scale digits behind the decimal point
 * @param traits what sets it apart
 * @param picklist the values of a picklist
 * @param referenceTo the object a reference points to, empty for other types
 * @param relationshipName the name of the way to the parent, empty for other types
 */
record OrgField(int index, String name, String label, OrgFieldType type, int length, int scale, Set<OrgTrait> traits,
		List<String> picklist, String referenceTo, String relationshipName) {

	/** Beyond it a text area cannot be filtered, sorted or grouped. */
	private static final int LONG_TEXT = 255;

	/** Salesforce writes doubles as Java does: from here on with an exponent. */
	private static final BigDecimal EXPONENT_FROM = new BigDecimal("10000000");

	/** SOAP answers always carry milliseconds, and stamps are always whole seconds. */
	private static final DateTimeFormatter STAMP = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	OrgField at(int place) {
		return new OrgField(place, this.name, this.label, this.type, this.length, this.scale, this.traits,
				this.picklist, this.referenceTo, this.relationshipName);
	}

	boolean is(OrgTrait trait) {
		return this.traits.contains(trait);
	}

	boolean custom() {
		return this.name.endsWith("__c");
	}

	/**
	 * Whether its row is a detail of another one, and goes when that goes.
	 */
	boolean detail() {
		return custom() && this.type == OrgFieldType.REFERENCE && is(OrgTrait.REQUIRED);
	}

	boolean longText() {
		return this.type == OrgFieldType.TEXTAREA && this.length > LONG_TEXT;
	}

	boolean filterable() {
		return !longText();
	}

	/**
	 * Whether ORDER BY may name it; the SOQL reference excludes long and rich text and
	 * multi-select picklists.
	 */
	boolean sortable() {
		return !longText() && this.type != OrgFieldType.MULTIPICKLIST;
	}

	boolean editable() {
		return !is(OrgTrait.SYSTEM) && !is(OrgTrait.CALCULATED) && !is(OrgTrait.AUTO_NUMBER);
	}

	/**
	 * Whether field-level security can take it away.
	 */
	boolean permissionable() {
		return !is(OrgTrait.REQUIRED) && !is(OrgTrait.SYSTEM) && !is(OrgTrait.MULTI_CURRENCY);
	}

	/**
	 * A value as a SOAP answer writes it.
	 */
	String text(Object value) {
		if (value instanceof Instant stamp) {
			return STAMP.format(stamp);
		}
		if (value instanceof BigDecimal number && this.type != OrgFieldType.INT) {
			return (number.abs().compareTo(EXPONENT_FROM) < 0) ? number.toPlainString()
					: Double.toString(number.doubleValue());
		}
		return value.toString();
	}

	/**
	 * Reads a value from text; empty text is no value, as in Salesforce.
	 * @throws IllegalArgumentException if this field cannot hold it
	 */
	@Nullable Object value(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			if (this.type == OrgFieldType.BOOLEAN) {
				throw new IllegalArgumentException(this.name + ": a checkbox is true or false, never empty");
			}
			return null;
		}
		try {
			return switch (this.type) {
				case ID, REFERENCE -> id(text);
				case BOOLEAN -> bool(text);
				case CURRENCY, DOUBLE, PERCENT, INT -> new BigDecimal(text);
				case DATE -> LocalDate.parse(text);
				case DATETIME -> Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
				case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, PHONE, URL, EMAIL -> limited(text);
			};
		}
		catch (DateTimeException | NumberFormatException ex) {
			throw new IllegalArgumentException(this.name + ": '" + text + "' is no " + this.type.literal(), ex);
		}
	}

	private String id(String text) {
		String id = OrgId.normal(text);
		if (id == null) {
			throw new IllegalArgumentException(this.name + ": '" + text + "' is no Salesforce id");
		}
		return id;
	}

	private Boolean bool(String text) {
		if (!text.equals("true") && !text.equals("false")) {
			throw new IllegalArgumentException(this.name + ": '" + text + "' is neither true nor false");
		}
		return Boolean.valueOf(text);
	}

	private String limited(String text) {
		if (text.length() > this.length) {
			throw new IllegalArgumentException(
					this.name + ": " + text.length() + " characters, but it holds " + this.length);
		}
		return text;
	}

}
