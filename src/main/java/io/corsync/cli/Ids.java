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

	/** What Salesforce begins the ids of all Opportunities with. */
	private static final String OPPORTUNITY = "006";

	private Ids() {
	}

	static SortedSet<String> parse(List<String> texts, CommandLine line) {
		SortedSet<String> ids = new TreeSet<>();
		for (String text : texts) {
			ids.add(parse(text, line));
		}
		return ids;
	}

	/**
	 * Opportunities only: whoever names another record means to find, not to send it.
	 */
	static SortedSet<String> opportunities(List<String> texts, CommandLine line) {
		SortedSet<String> ids = parse(texts, line);
		List<String> others = ids.stream().filter((id) -> !id.startsWith(OPPORTUNITY)).toList();
		if (!others.isEmpty()) {
			throw new ParameterException(line,
					"%s %s. Name Opportunities, whose ids begin with %s; their client and contract come along. The story of any record tells: explain ID."
						.formatted(
								String.join(", ", others), (others.size() == 1)
										? "is no Opportunity" + object(others.get(0)) : "are no Opportunities",
								OPPORTUNITY));
		}
		return ids;
	}

	private static String object(String id) {
		return switch (id.substring(0, 3)) {
			case "001" -> " but an Account";
			case "800" -> " but a Contract";
			default -> "";
		};
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
