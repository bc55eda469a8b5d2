package io.corsync.cli;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.corsync.salesforce.SalesforceId;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Ids as people give them: 15 or 18 characters, or the address of a record.
 */
final class Ids {

	private Ids() {
	}

	static SortedSet<String> parse(List<String> texts, CommandLine line) {
		SortedSet<String> ids = new TreeSet<>();
		for (String text : texts) {
			ids.add(parse(text, line));
		}
		return ids;
	}

	static String parse(String text, CommandLine line) {
		try {
			return SalesforceId.parse(text).value();
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(line, String.valueOf(ex.getMessage()), ex);
		}
	}

}
