package io.corsync.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes figures as an aligned table, which is a table of Markdown as well, and as JSON.
 */
final class FigureTable {

	private static final List<String> HEAD = List.of("figure", "measured", "limit", "ratio", "goal", "met");

	private FigureTable() {
	}

	/**
	 * One figure for those of several runs that have the same name: the one whose judged
	 * value is in the middle.
	 * @param runs the figures of each run
	 */
	static List<Figure> medians(List<List<Figure>> runs) {
		Map<String, List<Figure>> byName = new LinkedHashMap<>();
		runs.forEach((run) -> run
			.forEach((figure) -> byName.computeIfAbsent(figure.name(), (name) -> new ArrayList<>()).add(figure)));
		return byName.values().stream().map(FigureTable::median).toList();
	}

	private static Figure median(List<Figure> same) {
		List<Figure> sorted = same.stream()
			.sorted((one, other) -> Double.compare(one.judged(), other.judged()))
			.toList();
		return sorted.get((sorted.size() - 1) / 2);
	}

	static List<String> lines(List<Figure> figures) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(HEAD);
		rows.add(HEAD.stream().map((head) -> "---").toList());
		figures.forEach((figure) -> rows.add(cells(figure)));
		int[] widths = new int[HEAD.size()];
		rows.forEach((row) -> {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		});
		return rows.stream().map((row) -> line(row, widths)).toList();
	}

	private static List<String> cells(Figure figure) {
		boolean judged = figure.goal().sign() != Goal.Sign.NONE;
		return List.of(figure.name(), number(figure.measured(), Locale.ROOT) + " " + figure.unit(),
				figure.hasLimit() ? number(figure.limit(), Locale.ROOT) : "",
				figure.hasLimit() ? "%.3f".formatted(figure.ratio()) : "", figure.goal().toString(),
				judged ? (figure.met() ? "yes" : "NO") : "");
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder("|");
		for (int i = 0; i < widths.length; i++) {
			String cell = row.get(i);
			boolean rule = cell.equals("---");
			line.append(' ').append(cell).append((rule ? "-" : " ").repeat(widths[i] - cell.length())).append(" |");
		}
		return line.toString();
	}

	/**
	 * A number with as many digits as tell something.
	 */
	static String number(double value, Locale locale) {
		if (value == Math.rint(value) && Math.abs(value) < 1e12) {
			return "%,d".formatted((long) value);
		}
		return (Math.abs(value) >= 100) ? String.format(locale, "%,.0f", value)
				: String.format(locale, "%.3f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
	}

	/**
	 * The figures for JSON.
	 */
	static List<Map<String, Object>> json(List<Figure> figures) {
		return figures.stream().map(FigureTable::json).toList();
	}

	private static Map<String, Object> json(Figure figure) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("group", figure.group());
		json.put("figure", figure.name());
		json.put("measured", figure.measured());
		json.put("unit", figure.unit());
		if (figure.hasLimit()) {
			json.put("limit", figure.limit());
			json.put("ratio", figure.ratio());
		}
		if (figure.goal().sign() != Goal.Sign.NONE) {
			json.put("goal", figure.goal().toString());
			json.put("met", figure.met());
		}
		return json;
	}

	/**
	 * The median of some numbers.
	 */
	static double median(double... values) {
		double[] sorted = Arrays.stream(values).sorted().toArray();
		return sorted[(sorted.length - 1) / 2];
	}

}
