package io.corsync.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of a query as bytes with holes of fixed width: a page is copies of it, the
 * holes filled. All rows of a query have the same length.
 */
final class RowTemplate {

	private static final String TEXT = "The quick brown fox signs the contract while the lazy dog reads the brief. ";

	private final SourceObject object;

	private final byte[] bytes;

	private final List<Hole> holes = new ArrayList<>();

	RowTemplate(SourceObject object, List<String> columns, int textLength) {
		this.object = object;
		StringBuilder text = new StringBuilder(1024);
		text.append("<records xsi:type=\"sf:sObject\">");
		append(text, object, columns, TEXT.repeat(textLength / TEXT.length() + 1).substring(0, textLength));
		text.append("</records>");
		this.bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private void append(StringBuilder text, SourceObject record, List<String> columns, String description) {
		boolean withId = columns.stream().anyMatch("Id"::equalsIgnoreCase);
		text.append("<sf:type>").append(record.word()).append("</sf:type>");
		element(text, record.field("Id"), withId ? record.field("Id").pattern() : "", description);
		Map<String, List<String>> parents = new LinkedHashMap<>();
		for (String column : columns) {
			int dot = column.indexOf('.');
			if (dot < 0) {
				SourceObject.Field field = record.field(column);
				element(text, field, field.pattern(), description);
			}
			else {
				parents.computeIfAbsent(column.substring(0, dot), (name) -> new ArrayList<>())
					.add(column.substring(dot + 1));
			}
		}
		parents.forEach((relationship, fields) -> {
			SourceObject.Field field = record.relationship(relationship);
			text.append("<sf:").append(field.relationship()).append(" xsi:type=\"sf:sObject\">");
			append(text, SourceObject.named(field.target()), fields, description);
			text.append("</sf:").append(field.relationship()).append('>');
		});
	}

	private void element(StringBuilder text, SourceObject.Field field, String pattern, String description) {
		if (pattern.isEmpty()) {
			text.append("<sf:").append(field.name()).append(" xsi:nil=\"true\"/>");
			return;
		}
		text.append("<sf:").append(field.name()).append('>');
		int from = 0;
		for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
			text.append(pattern, from, open);
			hole(text, pattern.charAt(open + 1), description);
			from = open + 3;
		}
		text.append(pattern, from, pattern.length());
		text.append("</sf:").append(field.name()).append('>');
	}

	private void hole(StringBuilder text, char kind, String description) {
		if (kind == 't') {
			text.append(description);
			return;
		}
		this.holes.add(new Hole(text.length(), kind));
		int width = switch (kind) {
			case 's' -> 24;
			case 'd' -> 10;
			case 'r' -> 1;
			default -> 7;
		};
		text.append("0".repeat(width));
	}

	int length() {
		return this.bytes.length;
	}

	/**
	 * Writes rows one behind the other.
	 * @param world the org
	 * @param rows their numbers
	 * @return the bytes
	 */
	byte[] write(World world, int[] rows) {
		byte[] page = new byte[rows.length * this.bytes.length];
		long second = Long.MIN_VALUE;
		int day = -1;
		byte[] stamp = {};
		byte[] date = {};
		for (int i = 0; i < rows.length; i++) {
			int row = rows[i];
			int offset = i * this.bytes.length;
			System.arraycopy(this.bytes, 0, page, offset, this.bytes.length);
			if (this.object == SourceObject.OPPORTUNITY && world.stampSecond(row) != second) {
				second = world.stampSecond(row);
				stamp = World.stamp(second).getBytes(StandardCharsets.US_ASCII);
			}
			if (this.object == SourceObject.OPPORTUNITY && world.closeDay(row) != day) {
				day = world.closeDay(row);
				date = World.day(day).toString().getBytes(StandardCharsets.US_ASCII);
			}
			for (Hole hole : this.holes) {
				int at = offset + hole.at();
				switch (hole.kind()) {
					case 'o' -> digits(page, at, row);
					case 'c' -> digits(page, at, world.contract(this.object, row));
					case 'a' -> digits(page, at, world.account(this.object, row));
					case 's' -> System.arraycopy(stamp, 0, page, at, stamp.length);
					case 'd' -> System.arraycopy(date, 0, page, at, date.length);
					default -> page[at] = (byte) ('0' + world.revisionOf(row));
				}
			}
		}
		return page;
	}

	private static void digits(byte[] page, int at, int number) {
		int left = number;
		for (int i = 6; i >= 0; i--) {
			page[at + i] = (byte) ('0' + left % 10);
			left /= 10;
		}
	}

	private record Hole(int at, char kind) {
	}

}
