package io.corsync.cli;

import java.util.Locale;

import picocli.CommandLine.Option;

/**
 * The form of an answer, and how much is said beside it.
 */
final class Output {

	private final Screen screen;

	@Option(names = "--output", paramLabel = "FORM", defaultValue = "table",
			description = "table or json (default: ${DEFAULT-VALUE}).")
	private Form form = Form.TABLE;

	Output(Screen screen) {
		this.screen = screen;
	}

	@Option(names = { "-q", "--quiet" }, description = Screen.QUIET)
	void quiet(boolean quiet) {
		this.screen.quiet(quiet);
	}

	boolean json() {
		return this.form == Form.JSON;
	}

	enum Form {

		TABLE, JSON;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
