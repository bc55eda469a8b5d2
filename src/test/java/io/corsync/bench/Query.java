package io.corsync.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SOQL query as far as a sync writes it, worked out to the numbers of its rows: a
 * range, since everything grows with the number, or single ids. What it does not
 * understand it refuses.
 *
 * @param object what is read
 * @param columns the columns, none for a count
 * @param from number of the first row
 * @param to behind the last row
 * @param ids the rows asked for by id, null for the range
 */
record Query(SourceObject object, List<String> columns, int from, int to, int[] ids) {

	private static final Pattern SELECT = Pattern.compile(
			"SELECT (.+?) FROM (\\w+)(?: WHERE (.*?))?(?: ORDER BY SystemModstamp, Id)?(?: LIMIT (\\d+))?",
			Pattern.DOTALL);

	private static final Pattern POSITION = Pattern
		.compile("SystemModstamp > (\\S+) OR \\(SystemModstamp = \\1 AND Id > '(\\w+)'\\)");

	private static final Pattern STAMP = Pattern.compile("SystemModstamp (<=|>=|<|>) ([\\dT:.-]+Z)");

	private static final Pattern CLOSED = Pattern.compile("CloseDate (<=|>=|<|>) (\\d{4}-\\d\\d-\\d\\d)");

	private static final Pattern IDS = Pattern.compile("Id IN \\(([^)]*)\\)");

	private static final Pattern NONE = Pattern.compile("IsDeleted = true|MasterRecordId != null");

	static Query parse(String soql, World world) {
		Matcher select = SELECT.matcher(soql.strip());
		if (!select.matches()) {
			throw refusal(soql);
		}
		SourceObject object = SourceObject.named(select.group(2));
		List<String> columns = select.group(1).equals("COUNT()") ? List.of() : List.of(select.group(1).split(", "));
		Ranging ranging = new Ranging(object, world, (select.group(3) != null) ? select.group(3) : "");
		int to = ranging.to;
		if (select.group(4) != null) {
			to = Math.min(to, ranging.from + Integer.parseInt(select.group(4)));
		}
		return new Query(object, columns, ranging.from, Math.max(ranging.from, to), ranging.ids);
	}

	int size() {
		return (this.ids != null) ? this.ids.length : this.to - this.from;
	}

	/**
	 * The number in an id.
	 */
	static int number(String id) {
		return Integer.parseInt(id.substring(8, 15));
	}

	private static SoapFault refusal(String text) {
		return new SoapFault("MALFORMED_QUERY", "The stand-in does not understand: " + text);
	}

	/** Takes one condition after the other away; nothing may be left. */
	private static final class Ranging {

		private final SourceObject object;

		private int from;

		private int to;

		private int[] ids;

		Ranging(SourceObject object, World world, String where) {
			this.object = object;
			this.to = world.rows(object);
			String left = take(POSITION, where, (match) -> after(number(match.group(2)) + 1));
			left = take(STAMP, left, (match) -> bound(match.group(1),
					(later) -> world.firstAt(object, Instant.parse(match.group(2)).plusSeconds(later))));
			left = take(CLOSED, left, (match) -> bound(match.group(1),
					(later) -> world.firstClosed(LocalDate.parse(match.group(2)).plusDays(later))));
			left = take(IDS, left, (match) -> named(match.group(1), world));
			left = take(NONE, left, (match) -> this.to = this.from);
			left = left.replace("IsWon = true", "").replaceAll("AND|[() ]", "");
			if (!left.isEmpty()) {
				throw refusal(where);
			}
			this.to = Math.max(this.from, this.to);
			if (this.ids != null) {
				this.ids = Arrays.stream(this.ids).filter((id) -> id >= this.from && id < this.to).toArray();
			}
		}

		private static String take(Pattern pattern, String where, Consumer<MatchResult> condition) {
			Matcher matcher = pattern.matcher(where);
			matcher.results().forEach(condition);
			return matcher.replaceAll("");
		}

		// Stamps are whole seconds and close dates whole days: beyond one is at the next.
		private void bound(String operator, IntUnaryOperator first) {
			switch (operator) {
				case ">=" -> after(first.applyAsInt(0));
				case ">" -> after(first.applyAsInt(1));
				case "<" -> this.to = Math.min(this.to, first.applyAsInt(0));
				default -> this.to = Math.min(this.to, first.applyAsInt(1));
			}
		}

		private void after(int row) {
			this.from = Math.max(this.from, row);
		}

		private void named(String list, World world) {
			this.ids = Arrays.stream(list.replace("'", "").split(", *"))
				.filter((id) -> id.startsWith(this.object.keyPrefix()))
				.mapToInt(Query::number)
				.filter((id) -> id < world.rows(this.object))
				.sorted()
				.toArray();
		}

	}

}
