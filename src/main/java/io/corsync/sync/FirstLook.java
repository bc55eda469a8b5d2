package io.corsync.sync;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.corsync.cor.Cor;
import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Target;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.Soql;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceReader;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Finds out what a person wants to know before the first run. What cannot be found out is
 * left out: it must not keep anybody from starting.
 */
final class FirstLook {

	/** Years that are counted one by one. */
	private static final int YEARS = 12;

	private static final int EXAMPLES = 3;

	/** Rows whose Account is compared with COR's clients: ten pages. */
	private static final int MOST_ROWS = 20_000;

	private static final Set<String> FIELDS = Set.of("Name", "CloseDate", "Amount", "AccountId", "Account.Name");

	private final Salesforce salesforce;

	private final Cor cor;

	private final Ledger ledger;

	FirstLook(Salesforce salesforce, Cor cor, Ledger ledger) {
		this.salesforce = salesforce;
		this.cor = cor;
		this.ledger = ledger;
	}

	/**
	 * Looks at what would be read.
	 * @param query what would be read
	 * @param rows how many rows that are
	 * @param today the server's day
	 * @param target whose ledger may know some of it already
	 */
	FirstRun.Facts at(SourceQuery query, long rows, LocalDate today, Optional<Target> target) {
		List<FirstRun.Example> examples = new ArrayList<>();
		Map<String, String> twins = new TreeMap<>();
		try {
			read(query, normal(this.cor.clientNames()), examples, twins);
		}
		catch (SalesforceException ex) {
			// A field is hidden from this user: check says so.
			twins.clear();
		}
		target.ifPresent((known) -> this.ledger.find(known.id(), Kind.CLIENT.word(), List.copyOf(twins.keySet()))
			.values()
			.stream()
			.filter(Entry::inCor)
			.forEach((entry) -> twins.remove(entry.key().externalId())));
		return new FirstRun.Facts(years(query, rows, today), examples, List.copyOf(new TreeSet<>(twins.values())));
	}

	private List<FirstRun.Year> years(SourceQuery query, long rows, LocalDate today) {
		List<FirstRun.Year> years = new ArrayList<>();
		try {
			int first = today.getYear() - YEARS + 1;
			long left = rows - count(query, "CloseDate > " + LocalDate.of(today.getYear(), 12, 31));
			add(years, "later", rows - left);
			for (int year = today.getYear(); year >= first && left > 0; year--) {
				long some = count(query, Soql.dates("CloseDate", LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
				add(years, String.valueOf(year), some);
				left -= some;
			}
			add(years, "before " + first, left);
			return years;
		}
		catch (SalesforceException ex) {
			return List.of();
		}
	}

	private static void add(List<FirstRun.Year> years, String words, long rows) {
		if (rows > 0) {
			years.add(new FirstRun.Year(words, rows));
		}
	}

	private long count(SourceQuery query, String condition) {
		List<String> conditions = new ArrayList<>(query.conditions());
		conditions.add(condition);
		return this.salesforce.count(new SourceQuery(query.object(), query.fields(), conditions, false));
	}

	private void read(SourceQuery query, Set<String> names, List<FirstRun.Example> examples,
			Map<String, String> twins) {
		SourceReader reader = this.salesforce
			.reader(new SourceQuery(query.object(), new TreeSet<>(FIELDS), query.conditions(), false));
		try {
			reader.open(new ExecutionContext());
			int most = names.isEmpty() ? EXAMPLES : MOST_ROWS;
			SourceRow row = reader.read();
			for (int i = 0; i < most && row != null; i++, row = reader.read()) {
				String account = stripped(row.text("Account.Name"));
				if (i < EXAMPLES) {
					examples.add(new FirstRun.Example(String.valueOf(stripped(row.text("Name"))), account,
							row.text("CloseDate"), row.text("Amount")));
				}
				if (account != null && names.contains(normal(account))) {
					twins.put(String.valueOf(row.text("AccountId")), account);
				}
			}
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			reader.close();
		}
	}

	private static @Nullable String stripped(@Nullable String text) {
		return (text != null) ? text.strip() : null;
	}

	private static Set<String> normal(List<String> names) {
		return names.stream().map(FirstLook::normal).collect(Collectors.toSet());
	}

	private static String normal(String name) {
		return name.strip().toLowerCase(Locale.ROOT);
	}

}
