package io.corsync.mapping;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Warns of money that COR may take for another amount than Salesforce meant: amounts
 * whose currency comes from elsewhere, and estimates of projects for which COR makes the
 * estimate itself.
 */
final class MoneyCheck {

	private static final String FEE = "fee";

	private final boolean severalCurrencies;

	private final Problems warnings;

	/**
	 * Creates a check.
	 * @param severalCurrencies whether the org's records may have different currencies
	 * @param warnings where to tell
	 */
	MoneyCheck(boolean severalCurrencies, Problems warnings) {
		this.severalCurrencies = severalCurrencies;
		this.warnings = warnings;
	}

	void look(Sections sections) {
		sections.whole().forEach(this::look);
	}

	private void look(Section section) {
		section.rule("income_type")
			.filter((type) -> mayBeFee(type.source()))
			.ifPresent((type) -> section.rule("estimated")
				.filter((estimate) -> !mayBeLeftOut(estimate.source()))
				.ifPresent((estimate) -> fee(section, type, estimate)));
		if (this.severalCurrencies) {
			section.rule("currency_id")
				.ifPresent((currency) -> section.rules()
					.stream()
					.filter((rule) -> rule.field().isAmount())
					.forEach((amount) -> currency(section, amount, currency)));
		}
	}

	private void fee(Section section, FieldRule type, FieldRule estimate) {
		warn(section, type,
				"may be fee beside `estimated` on line " + estimate.place().line()
						+ ", but COR makes the estimate of fee projects itself",
				"let a rule for them say `estimated: none`, or leave it empty by an expression");
	}

	private void currency(Section section, FieldRule amount, FieldRule currency) {
		String name = amount.field().name();
		if (currency.source().paths().findAny().isEmpty()) {
			warn(section, currency, "is the same for all, but " + name + " is in the currency of each record",
					"map CurrencyIsoCode, where COR knows the currencies by their ISO codes");
			return;
		}
		if (amount.owner() == Owner.ALWAYS && currency.owner() == Owner.CREATE) {
			warn(section, currency, "is sent once, but " + name + " with every change, also when its currency changes",
					"give both the same owner");
		}
		Set<String> records = holders(amount);
		Set<String> currencies = holders(currency);
		if (!currencies.equals(records)) {
			warn(section, currency, "is read from " + named(section, currencies) + ", and " + name + " from "
					+ named(section, records) + ", which may have another currency", "read both from the same record");
		}
		else if (records.size() > 1) {
			warn(section, amount, "is read from " + named(section, records) + ", so that it may change its currency",
					"read it from one record, and its currency too");
		}
	}

	private static Set<String> holders(FieldRule rule) {
		return rule.source()
			.paths()
			.map((path) -> String.join(".", path.relationships()))
			.collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
	}

	private static String named(Section section, Set<String> holders) {
		return holders.isEmpty() ? "the mapping"
				: holders.stream()
					.map((holder) -> holder.isEmpty() ? "the " + section.object() : holder)
					.collect(Collectors.joining(" and "));
	}

	private void warn(Section section, FieldRule rule, String what, String remedy) {
		this.warnings.add(rule.place(), section.kind().word() + "." + rule.field().name(), what, remedy);
	}

	/** By the words of the file; what a field says is not known. */
	private static boolean mayBeFee(Source source) {
		return source.texts().anyMatch(FEE::equals)
				|| source.literals().anyMatch((literal) -> FEE.equals(literal.value()));
	}

	private static boolean mayBeLeftOut(Source source) {
		return source.literals().anyMatch((literal) -> literal.value() == null);
	}

}
