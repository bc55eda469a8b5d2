package io.corsync.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.corsync.sync.FirstRun;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a person at the command line is told and asked before the program does what cannot
 * be taken back; {@code --yes} answers beforehand.
 */
final class Questions implements FirstRun.Approval {

	private static final String INDENT = "             ";

	private static final int TWINS = 5;

	private final Screen screen;

	private final boolean yes;

	Questions(Screen screen, boolean yes) {
		this.screen = screen;
		this.yes = yes;
	}

	@Override
	public boolean beforehand() {
		return this.yes;
	}

	@Override
	public boolean approve(FirstRun firstRun) {
		say("This is the first run.");
		line("from", "%s (%s)".formatted(firstRun.organization().name(), firstRun.organization().id()));
		line("to", firstRun.corUrl());
		line("sends",
				"%,d Opportunities that fit %s%s, with what they belong to".formatted(firstRun.opportunities(),
						firstRun.filter(), (firstRun.from() != null) ? ", closed on or after " + firstRun.from()
								: ", with no lower date (sync.from is not set)"));
		FirstRun.Facts facts = firstRun.facts();
		if (!facts.years().isEmpty()) {
			line("closed in",
					facts.years()
						.stream()
						.map((year) -> "%s: %,d".formatted(year.words(), year.opportunities()))
						.collect(Collectors.joining(", ")));
		}
		facts.examples()
			.forEach((example) -> line((example == facts.examples().get(0)) ? "such as" : "", words(example)));
		if (!facts.twins().isEmpty()) {
			twins(facts.twins());
		}
		return this.yes || this.screen.confirm("Send them to COR?");
	}

	private static String words(FirstRun.Example example) {
		return Stream.of("\"" + example.name() + "\"", example.account(), example.closeDate(), amount(example.amount()))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
	}

	// Salesforce writes large amounts as 1.0E7.
	private static @Nullable String amount(@Nullable String text) {
		try {
			return (text != null) ? "%,.2f".formatted(new BigDecimal(text)) : null;
		}
		catch (NumberFormatException ex) {
			return text;
		}
	}

	private void twins(List<String> names) {
		boolean one = names.size() == 1;
		line("careful",
				"COR has %s already with the name of %s: %s%s. What was made by hand in COR has no external id, so it is created once more: rename or merge it first. What this program created before its ledger was lost is found again."
					.formatted(one ? "a client" : "%,d clients".formatted(names.size()),
							one ? "an Account" : "Accounts",
							String.join(", ", names.subList(0, Math.min(TWINS, names.size()))),
							(names.size() > TWINS) ? ", …" : ""));
	}

	private void line(String word, String text) {
		say("  %-11s%s".formatted(word, this.screen.wrap(text, INDENT).strip()));
	}

	// Whoever is asked has to know what about.
	private void say(String line) {
		if (this.yes) {
			this.screen.talk(line);
		}
		else {
			this.screen.warn(line);
		}
	}

	@Override
	public boolean goOverHistory(RunRequest.Backfill backfill, long rows, int slices) {
		say("This goes over history.");
		line("reads",
				"%s Opportunities with a %s from %s to %s, in %,d %s".formatted(
						(rows < 0) ? "an unknown number of" : "%,d".formatted(rows), backfill.field().apiName(),
						backfill.from(), backfill.to(), slices, (slices == 1) ? "slice" : "slices"));
		line("sends", switch (backfill.only()) {
			case MISSING -> "those that COR does not have";
			case FAILED -> "those that are stuck";
			case ALL -> "those that COR does not have, and what differs of the others";
		});
		if (!backfill.values().isEmpty()) {
			line("creates", "projects with "
					+ backfill.values().entrySet().stream().map(Object::toString).collect(Collectors.joining(", ")));
		}
		return this.yes || this.screen.confirm("Go on?");
	}

	@Override
	public boolean adopt(List<String> names) {
		this.screen.warn(this.screen.wrap(
				"The ledger was empty, but COR has these records already: %s. If the ledger was lost, or another database was used before, say yes: what COR has is adopted, nothing is doubled. Otherwise this may not be the COR that is meant."
					.formatted(String.join(", ", names)),
				""));
		return this.screen.confirm("Adopt what COR has?");
	}

}
