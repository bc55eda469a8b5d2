package io.corsync.sandbox;

import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

/**
 * The literal of a condition, held against the type of its field: the keys from the first
 * up to before the second, or the one key when there is no second.
 *
 * @param from the key, or the first of a span; null for no value
 * @param before the first key behind a span, null when the literal is no span
 */
record SoqlOperand(@Nullable Comparable<?> from, @Nullable Comparable<?> before) {

	/**
	 * Reads a literal as a value of a field's type.
	 * @throws SoqlRefusal if it is of another type
	 */
	static SoqlOperand of(OrgField field, SoqlLiteral literal, ZonedDateTime now) {
		if (literal instanceof SoqlLiteral.Null && field.type() != OrgFieldType.BOOLEAN) {
			return new SoqlOperand(null, null);
		}
		if (literal instanceof SoqlLiteral.Text text && text.marked().isEmpty()
				&& (field.type().isText() || field.type().isId())) {
			return new SoqlOperand(null, null);
		}
		if (literal instanceof SoqlLiteral.Days days) {
			return span(field, days, now);
		}
		Comparable<?> key = switch (field.type()) {
			case ID, REFERENCE -> id(field, literal);
			case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, PHONE, URL, EMAIL ->
				SoqlColumn.key(field, SoqlLike.plain(text(field, literal)));
			case BOOLEAN -> {
				if (literal instanceof SoqlLiteral.Bool bool) {
					yield bool.value();
				}
				throw wrongType(field, literal);
			}
			case CURRENCY, DOUBLE, PERCENT, INT -> {
				if (literal instanceof SoqlLiteral.Number number) {
					yield SoqlColumn.key(field, number.value());
				}
				throw wrongType(field, literal);
			}
			case DATE -> {
				if (literal instanceof SoqlLiteral.Day day) {
					yield day.value();
				}
				throw wrongType(field, literal);
			}
			case DATETIME -> {
				if (literal instanceof SoqlLiteral.Moment moment) {
					yield moment.value();
				}
				throw wrongType(field, literal);
			}
		};
		return new SoqlOperand(key, null);
	}

	/**
	 * The text of a literal that must be one, escaped characters still marked.
	 */
	static String text(OrgField field, SoqlLiteral literal) {
		if (literal instanceof SoqlLiteral.Text text) {
			return text.marked();
		}
		throw wrongType(field, literal);
	}

	private static String id(OrgField field, SoqlLiteral literal) {
		String text = SoqlLike.plain(text(field, literal));
		String id = OrgId.normal(text);
		if (id == null) {
			throw new SoqlRefusal("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text, literal.at());
		}
		return id;
	}

	private static SoqlOperand span(OrgField field, SoqlLiteral.Days days, ZonedDateTime now) {
		SoqlDays.Span span = days.days().span(now.toLocalDate());
		if (field.type() == OrgFieldType.DATE) {
			return new SoqlOperand(span.from(), span.to());
		}
		if (field.type() == OrgFieldType.DATETIME) {
			ZoneId zone = now.getZone();
			return new SoqlOperand(span.from().atStartOfDay(zone).toInstant(),
					span.to().atStartOfDay(zone).toInstant());
		}
		throw wrongType(field, days);
	}

	private static SoqlRefusal wrongType(OrgField field, SoqlLiteral literal) {
		boolean quoted = literal instanceof SoqlLiteral.Text;
		boolean wanted = field.type().literal().equals("string");
		String quotes = "";
		if (wanted) {
			quotes = " and should be enclosed in quotes";
		}
		else if (quoted) {
			quotes = " and should not be enclosed in quotes";
		}
		return new SoqlRefusal("INVALID_FIELD", "value of filter criterion for field '" + field.name()
				+ "' must be of type " + field.type().literal() + quotes, literal.at());
	}

}
