package io.corsync.cli;

import java.io.Console;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.corsync.sync.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command writes: the answer to stdout, the talk to stderr.
 */
final class Screen {

	/** What the option of that name does. */
	static final String QUIET = "Says only what needs somebody: no progress, and nothing of what went well.";

	/** What people have when they do not say otherwise. */
	private static final int WIDTH = 80;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

	private final PrintWriter out;

	private final PrintWriter err;

	private final @Nullable Console console;

	private final boolean coloured;

	private boolean quiet;

	Screen(PrintWriter out, PrintWriter err, @Nullable Console console) {
		this.out = out;
		this.err = err;
		this.console = console;
		this.coloured = console != null && Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
	}

	/**
	 * Leaves out from now on what needs nobody.
	 */
	void quiet(boolean whether) {
		this.quiet = whether;
	}

	boolean quiet() {
		return this.quiet;
	}

	/**
	 * Whether there are colours: on a terminal, unless {@code NO_COLOR} is set.
	 */
	boolean coloured() {
		return this.coloured;
	}

	String paint(Paint paint, String text) {
		return this.coloured ? paint.on(text) : text;
	}

	boolean terminal() {
		return this.console != null;
	}

	/**
	 * Shows how a run goes on: a bar for whoever looks on, lines for whoever reads later.
	 */
	Progress progress() {
		return (terminal() && !this.quiet) ? new TerminalProgress(this) : new PlainProgress(this, Clock.systemUTC());
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

	/**
	 * What a command has done, for whoever wants to know.
	 */
	void doneLine(String line) {
		if (!this.quiet) {
			answerLine(line);
		}
	}

	void json(Object value) {
		this.out.println(Json.MAPPER.writeValueAsString(value));
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
		return Json.MAPPER.writer().createGenerator(new Unclosed(this.out));
	}

	/**
	 * Loaded when JSON is asked for: it takes a twentieth of a start.
	 */
	private static final class Json {

		static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

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

	/**
	 * Says how it goes.
	 */
	void talk(String line) {
		if (!this.quiet) {
			warn(line);
		}
	}

	/**
	 * Says what somebody has to know.
	 */
	void warn(String line) {
		this.err.println(terminal() ? folded(line) : line);
		this.err.flush();
	}

	// A terminal breaks lines anywhere; who reads a file may search it for a sentence.
	private String folded(String line) {
		boolean fits = line.contains(System.lineSeparator()) || line.codePointCount(0, line.length()) <= width();
		return fits ? line : wrap(line.strip(), line.substring(0, line.length() - line.stripLeading().length()));
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
