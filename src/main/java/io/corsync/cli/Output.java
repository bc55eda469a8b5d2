package io.corsync.cli;

import java.util.Locale;

import picocli.CommandLine.Option;

/**
 * The form of a report.
 */
final class Output {

	@Option(names = "--output", paramLabel = "FORM", defaultValue = "table",
			description = "table or json (default: ${DEFAULT-VALUE}).")
	private Form form = Form.TABLE;

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
