package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The types of COR's fields: how a text from Salesforce becomes a value, and which
 * Salesforce types may stand behind it.
 */
enum CorType {

	STRING("text", "map a text field") {
		@Override
		JsonNode valueOf(String text, ZoneId zone) {
			return JSON.stringNode(text);
		}

		@Override
		boolean takes(String salesforceType) {
			// Partner API writes doubles as 12345.0 or 1.0E7: no text for people.
			return !NUMBERS.contains(salesforceType) || salesforceType.equals("int") || salesforceType.equals("long");
		}
	},

	NUMBER("a number", "map a number field") {
		@Override
		@Nullable JsonNode valueOf(String text, ZoneId zone) {
			BigDecimal number = number(text);
			return (number != null) ? JSON.numberNode(number) : null;
		}

		@Override
		boolean takes(String salesforceType) {
			return NUMBERS.contains(salesforceType);
		}
	},

	BOOLEAN("true or false", "map a checkbox or use a table of values") {
		@Override
		@Nullable JsonNode valueOf(String text, ZoneId zone) {
			return switch (text.strip()) {
				case "true" -> JSON.booleanNode(true);
				case "false" -> JSON.booleanNode(false);
				default -> null;
			};
		}

		@Override
		boolean takes(String salesforceType) {
			return salesforceType.equals("boolean");
		}
	},

	DATE("a date (YYYY-MM-DD)", "map a date field") {
		@Override
		@Nullable JsonNode valueOf(String text, ZoneId zone) {
			LocalDate day = day(text, zone);
			return (day != null) ? JSON.stringNode(day.toString()) : null;
		}

		@Override
		boolean takes(String salesforceType) {
			return salesforceType.equals("date") || salesforceType.equals("datetime");
		}
	},

	INCOME_TYPE("one of fee, one_time, hourly_rate, contract", "use a table of values") {
		@Override
		@Nullable JsonNode valueOf(String text, ZoneId zone) {
			return INCOME_TYPES.contains(text) ? JSON.stringNode(text) : null;
		}

		@Override
		boolean takes(String salesforceType) {
			return salesforceType.equals("string") || salesforceType.equals("picklist");
		}
	};

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private static final Set<String> NUMBERS = Set.of("int", "long", "double", "currency", "percent");

	private static final Set<String> INCOME_TYPES = Set.of("fee", "one_time", "hourly_rate", "contract");

	/** Types that are no single value, or none that can be read as text. */
	private static final Set<String> UNREADABLE = Set.of("address", "location", "base64", "anytype", "complexvalue",
			"json");

	/** More than a double's 309 digits before the point. */
	static final int DIGITS = 400;

	private static final int DATE_LENGTH = "YYYY-MM-DD".length();

	private final String words;

	private final String remedy;

	CorType(String words, String remedy) {
		this.words = words;
		this.remedy = remedy;
	}

	abstract @Nullable JsonNode valueOf(String text, ZoneId zone);

	abstract boolean takes(String salesforceType);

	/** The number that a text says, exactly; null when it says none. */
	static @Nullable BigDecimal number(String text) {
		if (text.length() > DIGITS) {
			return null;
		}
		try {
			BigDecimal number = new BigDecimal(text.strip());
			// A text field may say 1E999999999, which no memory can hold in plain form.
			return (Math.abs((long) number.scale()) <= DIGITS) ? number : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/** The day that a date, or a date and time, is in a zone; null when it is none. */
	static @Nullable LocalDate day(String text, ZoneId zone) {
		String stripped = text.strip();
		try {
			LocalDate day = (stripped.length() <= DATE_LENGTH) ? LocalDate.parse(stripped)
					: OffsetDateTime.parse(stripped).atZoneSameInstant(zone).toLocalDate();
			return (day.toString().length() == DATE_LENGTH) ? day : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	static boolean readable(String salesforceType) {
		return !UNREADABLE.contains(salesforceType);
	}

	/** Whether its texts look as people write them, so that they can be compared. */
	static boolean comparable(String salesforceType) {
		return readable(salesforceType) && STRING.takes(salesforceType);
	}

	String words() {
		return this.words;
	}

	String remedy() {
		return this.remedy;
	}

	/**
	 * Reads a text as this type.
	 * @param text what Salesforce or the mapping file says
	 * @param zone whose days a date and time becomes
	 * @return the value as COR gets it
	 * @throws RefusedValueException when the text is nothing of this type
	 */
	JsonNode read(String text, ZoneId zone) throws RefusedValueException {
		JsonNode value = valueOf(text, zone);
		if (value == null) {
			throw new RefusedValueException(RefusedValueException.VALUE_TYPE,
					"takes " + this.words + ", not " + Wording.quoted(text), this.remedy);
		}
		return value;
	}

}
