package io.corsync.cli;

import java.io.Console;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command writes: the answer to stdout, the talk to stderr.
 */
final class Screen {

	/** What people have when they do not say otherwise. */
	private static final int WIDTH = 80;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final PrintWriter out;

	private final PrintWriter err;

	private final @Nullable Console console;

	Screen(PrintWriter out, PrintWriter err, @Nullable Console console) {
		this.out = out;
		this.err = err;
		this.console = console;
	}

	boolean terminal() {
		return this.console != null;
	}

	int width() {
		String columns = System.getenv("COLUMNS");
		return (columns != null && columns.matches("\\d{2,4}")) ? Integer.parseInt(columns) : WIDTH;
	}

	void answer(Object text) {
		this.out.print(text);
		this.out.flush();
	}

	void answerLine(String line) {
		this.out.println(line);
		this.out.flush();
	}

	void json(Object value) {
		this.out.println(JSON.writeValueAsString(value));
		this.out.flush();
	}

	/**
	 * A list whose elements are written as they come, however many.
	 */
	JsonList jsonList() {
		return new JsonList(json());
	}

	/**
	 * JSON that is written bit by bit.
	 */
	JsonGenerator json() {
		return JSON.writer().createGenerator(new Unclosed(this.out));
	}

	/**
	 * A JSON list under way.
	 */
	static final class JsonList implements AutoCloseable {

		private final JsonGenerator generator;

		private JsonList(JsonGenerator generator) {
			this.generator = generator;
			generator.writeStartArray();
		}

		void add(Object element) {
			this.generator.writePOJO(element);
		}

		@Override
		public void close() {
			this.generator.writeEndArray();
			this.generator.writeRaw(System.lineSeparator());
			this.generator.close();
		}

	}

	/**
	 * A writer that others may close.
	 */
	static final class Unclosed extends FilterWriter {

		Unclosed(Writer writer) {
			super(writer);
		}

		@Override
		public void close() throws IOException {
			flush();
		}

	}

	PrintWriter out() {
		return this.out;
	}

	void talk(String line) {
		this.err.println(line);
		this.err.flush();
	}

	/**
	 * Asks a question that only a person at a terminal can answer.
	 */
	boolean confirm(String question) {
		Console asked = this.console;
		if (asked == null) {
			return false;
		}
		String answer = asked.readLine("%s [y/N] ", question);
		return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
	}

	static String time(@Nullable Instant time) {
		return (time != null) ? TIME.format(time.atZone(ZoneId.systemDefault())) : "";
	}

	static String duration(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 1) {
			return duration.toMillis() + " ms";
		}
		if (seconds < 120) {
			return seconds + " s";
		}
		return (seconds < 7200) ? "%d min %d s".formatted(seconds / 60, seconds % 60)
				: "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
	}

	/**
	 * Breaks a sentence into lines, each behind an indent.
	 */
	String wrap(String text, String indent) {
		StringBuilder wrapped = new StringBuilder();
		int column = 0;
		for (String word : text.split("\\s+")) {
			if (column > 0 && column + 1 + word.length() > width() - indent.length()) {
				wrapped.append(System.lineSeparator());
				column = 0;
			}
			wrapped.append((column == 0) ? indent : " ").append(word);
			column += word.length() + ((column == 0) ? 0 : 1);
		}
		return wrapped.toString();
	}

}
