package io.corsync.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Writes SOQL, the plainest there is: conditions in parentheses, literals escaped.
 */
public final class Soql {

	private static final DateTimeFormatter SECONDS = DateTimeFormatter
		.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter MILLIS = DateTimeFormatter
		.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*");

	private static final String ID = "Id";

	private static final String STAMP = "SystemModstamp";

	private Soql() {
	}

	/**
	 * A text literal.
	 * @param text any text
	 * @return the text in quotes, what has a meaning in SOQL escaped
	 */
	public static String quote(String text) {
		StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '\'', '\\' -> quoted.append('\\').append(c);
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				default -> quoted.append(c);
			}
		}
		return quoted.append('\'').toString();
	}

	/**
	 * A datetime literal; milliseconds only when there are any, which is what the stamps
	 * of every server understand.
	 * @param instant a time
	 * @return the literal, in UTC
	 */
	public static String dateTime(Instant instant) {
		Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
		return ((millis.getNano() == 0) ? SECONDS : MILLIS).format(millis);
	}

	/**
	 * A condition on a datetime field.
	 * @param field a datetime field
	 * @param from first time that fits
	 * @param to first time that no longer fits
	 * @return the condition
	 */
	public static String between(String field, Instant from, Instant to) {
		return name(field) + " >= " + dateTime(from) + " AND " + field + " < " + dateTime(to);
	}

	/**
	 * A condition on a date field.
	 * @param field a date field
	 * @param from first day that fits
	 * @param to last day that fits
	 * @return the condition
	 */
	public static String dates(String field, LocalDate from, LocalDate to) {
		return name(field) + " >= " + from + " AND " + field + " <= " + to;
	}

	/**
	 * A condition on one of several values.
	 * @param field an id or text field
	 * @param values at least one value
	 * @return the condition
	 */
	public static String in(String field, Collection<String> values) {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("no values for " + field + " IN (): SOQL wants at least one");
		}
		return name(field) + " IN (" + values.stream().map(Soql::quote).collect(Collectors.joining(", ")) + ")";
	}

	/**
	 * All of several conditions.
	 * @param conditions conditions, at least one
	 * @return one condition, each part in parentheses
	 */
	public static String all(List<String> conditions) {
		if (conditions.isEmpty()) {
			throw new IllegalArgumentException("no conditions to combine");
		}
		return conditions.stream().map((condition) -> "(" + condition + ")").collect(Collectors.joining(" AND "));
	}

	/**
	 * The rows behind a position, in the order of reading.
	 * @param position the last row seen
	 * @return the condition
	 */
	static String after(Position position) {
		String stamp = dateTime(position.systemModstamp());
		return STAMP + " > " + stamp + " OR (" + STAMP + " = " + stamp + " AND " + ID + " > " + quote(position.id())
				+ ")";
	}

	/**
	 * The fields that a query reads, each once.
	 * @param query the query
	 * @return Id and SystemModstamp, then the query's own
	 */
	static List<String> fields(SourceQuery query) {
		TreeSet<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		query.fields().forEach((field) -> fields.add(name(field)));
		fields.remove(ID);
		fields.remove(STAMP);
		return Stream.concat(Stream.of(ID, STAMP), fields.stream()).toList();
	}

	/**
	 * One page of a query, or all of it.
	 * @param query what to read
	 * @param range further conditions, for a part of the query
	 * @param after the last row already seen
	 * @param limit most rows, 0 for all
	 * @return the SOQL
	 */
	static String select(SourceQuery query, List<String> range, @Nullable Position after, int limit) {
		List<String> conditions = new ArrayList<>(query.conditions());
		conditions.addAll(range);
		if (after != null) {
			conditions.add(after(after));
		}
		return "SELECT " + String.join(", ", fields(query)) + " FROM " + name(query.object()) + where(conditions)
				+ " ORDER BY " + STAMP + ", " + ID + ((limit > 0) ? " LIMIT " + limit : "");
	}

	/**
	 * How many rows a query has.
	 * @param query what to count
	 * @param range further conditions, for a part of the query
	 * @return the SOQL
	 */
	static String count(SourceQuery query, List<String> range) {
		return "SELECT COUNT() FROM " + name(query.object())
				+ where(Stream.concat(query.conditions().stream(), range.stream()).toList());
	}

	private static String where(List<String> conditions) {
		return conditions.isEmpty() ? "" : " WHERE " + all(conditions);
	}

	/** A name that is none would change the meaning of the query around it. */
	private static String name(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new SalesforceException.InvalidRequest(null,
					"'" + name + "' is not the API name of a Salesforce"
							+ " field or object; such a name has letters, digits and _ (with dots through parents)",
					null);
		}
		return name;
	}

}
