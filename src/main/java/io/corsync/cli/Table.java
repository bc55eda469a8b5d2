package io.corsync.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Text in aligned columns, numbers to the right; the last column may be cut so that a
 * line fits the screen.
 */
final class Table {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	private final Map<Integer, UnaryOperator<String>> looks = new HashMap<>();

	private final int width;

	Table(int width, String... titles) {
		this.width = width;
		this.rows.add(List.of(titles));
	}

	Table row(Object... cells) {
		List<String> row = new ArrayList<>();
		for (Object cell : cells) {
			row.add((cell instanceof Number number) ? "%,d".formatted(number.longValue())
					: String.valueOf(cell).replaceAll("[\\r\\n\\t]+", " "));
		}
		this.rows.add(row);
		return this;
	}

	/**
	 * Gives the last row its looks.
	 */
	Table looking(UnaryOperator<String> looks) {
		this.looks.put(this.rows.size() - 1, looks);
		return this;
	}

	boolean isEmpty() {
		return this.rows.size() == 1;
	}

	@Override
	public String toString() {
		int columns = this.rows.get(0).size();
		int[] widths = new int[columns];
		boolean[] numeric = new boolean[columns];
		for (int column = 0; column < columns; column++) {
			int index = column;
			widths[column] = this.rows.stream().mapToInt((row) -> length(row.get(index))).max().orElse(0);
			numeric[column] = this.rows.size() > 1
					&& this.rows.stream().skip(1).allMatch((row) -> row.get(index).matches("[\\d,.-]*"));
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.rows.size(); i++) {
			List<String> row = this.rows.get(i);
			StringBuilder line = new StringBuilder();
			for (int column = 0; column < columns; column++) {
				String cell = row.get(column);
				String pad = " ".repeat(widths[column] - length(cell));
				line.append((column > 0) ? GAP : "").append(numeric[column] ? pad + cell : cell + pad);
			}
			String plain = cut(line.toString().stripTrailing());
			text.append(this.looks.getOrDefault(i, UnaryOperator.identity()).apply(plain))
				.append(System.lineSeparator());
		}
		return text.toString();
	}

	private String cut(String line) {
		return (this.width > 0 && length(line) > this.width)
				? line.substring(0, line.offsetByCodePoints(0, this.width - 1)) + "…" : line;
	}

	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

}
