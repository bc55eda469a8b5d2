package io.corsync.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import io.corsync.ledger.StuckRows;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;

/**
 * What is stuck, why, what it waits for, and what a person does about it. The names
 * around a row come from Salesforce when it answers; everything else from the ledger.
 */
public final class FailureReport {

	/** Ids in one question for names: far below the longest query. */
	private static final int PAGE = 2000;

	private final Targets targets;

	private final StuckRows stuck;

	private final Salesforce salesforce;

	private final SourceNames names;

	FailureReport(Targets targets, StuckRows stuck, Salesforce salesforce, KindObjects objects) {
		this.targets = targets;
		this.stuck = stuck;
		this.salesforce = salesforce;
		this.names = new SourceNames(salesforce, objects);
	}

	/**
	 * A stuck row in reports.
	 *
	 * @param kind its kind
	 * @param externalId its Salesforce id
	 * @param name what people call it
	 * @param state where it stands
	 * @param cause why
	 * @param message why, in words
	 * @param since since when
	 * @param parked why it was set aside, null when it was not
	 * @param corId COR's id, null when it is not known
	 * @param waitsFor what it waits for in the end, null when it is stuck by itself
	 * @param waitsForCause why that is stuck
	 * @param remedy what a person does, about what it waits for in the end
	 * @param next how it goes on
	 * @param account its Account's name, null when Salesforce did not tell
	 * @param owner its owner's name, null when Salesforce did not tell
	 * @param link where a person opens it
	 */
	public record Row(String kind, String externalId, String name, String state, @Nullable String cause,
			@Nullable String message, String since, @Nullable String parked, @Nullable String corId,
			@Nullable String waitsFor, @Nullable String waitsForCause, String remedy, String next,
			@Nullable String account, @Nullable String owner, @Nullable String link) {

	}

	/**
	 * Everything that is stuck for one cause in the end.
	 *
	 * @param cause the cause
	 * @param state the state it leaves rows in
	 * @param message the words of one of them
	 * @param remedy what it means and what a person does
	 * @param own how many rows have the cause themselves, by kind
	 * @param waiting how many wait for those, by kind
	 */
	public record CauseGroup(String cause, String state, String message, Remedies.Remedy remedy, Map<String, Long> own,
			Map<String, Long> waiting) {

		/**
		 * How many rows it stops.
		 * @return those that have it and those that wait
		 */
		public long rows() {
			return sum(this.own) + sum(this.waiting);
		}

		private static long sum(Map<String, Long> rows) {
			return rows.values().stream().mapToLong(Long::longValue).sum();
		}

	}

	/**
	 * What is stuck, counted.
	 *
	 * @param waiting how many rows wait for others, by kind
	 * @param waitedFor how many rows those others are
	 * @param own how many rows are stuck by themselves
	 * @param parked how many rows were set aside
	 * @param groups by cause, the one that stops most rows first
	 */
	public record Totals(Map<String, Long> waiting, long waitedFor, long own, long parked, List<CauseGroup> groups) {

		/**
		 * How many rows are stuck and were not set aside.
		 * @return how many
		 */
		public long rows() {
			return this.groups.stream().mapToLong(CauseGroup::rows).sum();
		}

	}

	/**
	 * A row with some of those that wait for it.
	 *
	 * @param row the row
	 * @param waiting how many rows wait for it
	 * @param some some of them
	 * @param without how many rows COR has without it
	 */
	public record Item(Row row, long waiting, List<Row> some, long without) {

	}

	public List<Target> targets() {
		return this.targets.all();
	}

	/**
	 * Counts what is stuck.
	 * @param target whose rows
	 * @return the counts
	 */
	public Totals totals(Target target) {
		Map<String, List<StuckRows.Group>> byCause = this.stuck.groups(target.id())
			.stream()
			.collect(Collectors.groupingBy((group) -> group.cause() + " " + group.state()));
		List<CauseGroup> groups = byCause.values()
			.stream()
			.map(FailureReport::group)
			.sorted(Comparator.comparing(CauseGroup::rows).reversed().thenComparing(CauseGroup::cause))
			.toList();
		Map<String, Long> waiting = new TreeMap<>();
		groups.forEach((group) -> group.waiting().forEach((kind, rows) -> waiting.merge(kind, rows, Long::sum)));
		long own = groups.stream().flatMap((group) -> group.own().values().stream()).mapToLong(Long::longValue).sum();
		return new Totals(waiting, this.stuck.waitedFor(target.id()), own, this.stuck.parked(target.id()), groups);
	}

	private static CauseGroup group(List<StuckRows.Group> groups) {
		Map<String, Long> own = new TreeMap<>();
		Map<String, Long> waiting = new TreeMap<>();
		groups.forEach((group) -> (group.waiting() ? waiting : own).merge(group.kind(), group.rows(), Long::sum));
		StuckRows.Group any = groups.get(0);
		return new CauseGroup(any.cause(), word(any.state()), any.message(), Remedies.of(any.cause(), any.state()), own,
				waiting);
	}

	private static String word(State state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The rows of a group, those that most others wait for first.
	 * @param target whose rows
	 * @param group the group
	 * @param limit how many at most
	 * @param someWaiting how many of the waiting rows are wanted for each
	 * @return the rows
	 */
	public List<Item> items(Target target, CauseGroup group, int limit, int someWaiting) {
		return items(target, group, 0, limit, someWaiting);
	}

	/**
	 * A page of the rows of a group, those that most others wait for first.
	 * @param target whose rows
	 * @param group the group
	 * @param skipped how many come on earlier pages
	 * @param limit how many at most
	 * @param someWaiting how many of the waiting rows are wanted for each
	 * @return the rows
	 */
	public List<Item> items(Target target, CauseGroup group, int skipped, int limit, int someWaiting) {
		State state = State.valueOf(group.state().toUpperCase(Locale.ROOT));
		List<StuckRows.Root> roots = this.stuck.roots(target.id(), group.cause(), state, skipped, limit);
		Map<Entry.Key, List<Entry>> waiting = new HashMap<>();
		List<Entry> all = new ArrayList<>();
		for (StuckRows.Root root : roots) {
			Entry.Key key = root.entry().key();
			List<Entry> some = (root.waiting() > 0) ? this.stuck.waitingFor(target.id(), key, someWaiting) : List.of();
			waiting.put(key, some);
			all.add(root.entry());
			all.addAll(some);
		}
		Map<Entry.Key, SourceNames.Names> around = names(target, all);
		return roots.stream().map((root) -> item(target, root, waiting, around)).toList();
	}

	private Item item(Target target, StuckRows.Root root, Map<Entry.Key, List<Entry>> waiting,
			Map<Entry.Key, SourceNames.Names> around) {
		Entry entry = root.entry();
		Row row = row(new StuckRows.Rooted(entry, null, null, null, null), around);
		List<Row> some = Objects.requireNonNull(waiting.get(entry.key()))
			.stream()
			.map((child) -> row(new StuckRows.Rooted(child, entry.key(), entry.name(), cause(entry), entry.state()),
					around))
			.toList();
		long without = entry.key().kind().equals(Kind.PROJECT.word()) ? 0
				: this.stuck.lacking(target.id(), entry.key());
		return new Item(row, root.waiting(), some, without);
	}

	/**
	 * Hands over every stuck row, a page at a time.
	 * @param target whose rows
	 * @param parked whether those that were set aside, or those that were not
	 * @param consumer takes each row
	 */
	public void each(Target target, boolean parked, Consumer<Row> consumer) {
		each(target, (after) -> this.stuck.page(target.id(), parked, after, PAGE), consumer);
	}

	/**
	 * A page of what was set aside.
	 * @param target whose rows
	 * @param after kind and id of the last row of the page before, null for the first
	 * page
	 * @param limit how many at most
	 * @return ordered by kind and id
	 */
	public List<Row> parked(Target target, Entry.@Nullable Key after, int limit) {
		List<StuckRows.Rooted> page = this.stuck.page(target.id(), true, after, limit);
		Map<Entry.Key, SourceNames.Names> around = names(target, page.stream().map(StuckRows.Rooted::entry).toList());
		return page.stream().map((rooted) -> row(rooted, around)).toList();
	}

	/**
	 * Hands over every row that is stuck and that a run was the last to do something
	 * about.
	 * @param target whose rows
	 * @param run the run
	 * @param consumer takes each row
	 */
	public void each(Target target, long run, Consumer<Row> consumer) {
		each(target, (after) -> this.stuck.page(target.id(), run, after, PAGE), consumer);
	}

	private void each(Target target, Function<Entry.@Nullable Key, List<StuckRows.Rooted>> pages,
			Consumer<Row> consumer) {
		Entry.Key after = null;
		List<StuckRows.Rooted> page;
		do {
			page = pages.apply(after);
			Map<Entry.Key, SourceNames.Names> around = names(target,
					page.stream().map(StuckRows.Rooted::entry).toList());
			page.forEach((rooted) -> consumer.accept(row(rooted, around)));
			after = page.isEmpty() ? null : page.get(page.size() - 1).entry().key();
		}
		while (page.size() == PAGE);
	}

	/**
	 * Why Account and owner are missing.
	 * @return null when Salesforce told all of them
	 */
	public @Nullable String withoutNames() {
		return this.names.trouble();
	}

	private Map<Entry.Key, SourceNames.Names> names(Target target, List<Entry> entries) {
		Map<Kind, TreeSet<String>> ids = new EnumMap<>(Kind.class);
		entries.forEach((entry) -> ids.computeIfAbsent(SourceNames.kind(entry.key().kind()), (any) -> new TreeSet<>())
			.add(entry.key().externalId()));
		Map<Entry.Key, SourceNames.Names> around = new HashMap<>();
		ids.forEach((kind, some) -> this.names.of(target, kind, some)
			.forEach((id, names) -> around.put(new Entry.Key(kind.word(), id), names)));
		return around;
	}

	private Row row(StuckRows.Rooted rooted, Map<Entry.Key, SourceNames.Names> around) {
		Entry entry = rooted.entry();
		Entry.Trouble trouble = entry.trouble();
		SourceNames.Names names = around.getOrDefault(entry.key(), SourceNames.Names.UNKNOWN);
		Entry.Key root = rooted.root();
		return new Row(entry.key().kind(), entry.key().externalId(), name(entry, names), word(entry.state()),
				(trouble != null) ? trouble.cause() : null, (trouble != null) ? trouble.message() : null,
				(trouble != null) ? trouble.since().toString() : "", entry.parkedReason(), entry.corId(),
				(root != null) ? "%s %s \"%s\"".formatted(root.kind(), root.externalId(), rooted.rootName()) : null,
				rooted.rootCause(), remedy(rooted), Remedies.next(entry.state()), names.account(), names.owner(),
				link(entry.key().externalId()));
	}

	private static String name(Entry entry, SourceNames.Names names) {
		return (entry.name().isEmpty() && names.name() != null) ? names.name() : entry.name();
	}

	private static String remedy(StuckRows.Rooted rooted) {
		return (rooted.rootCause() != null && rooted.rootState() != null)
				? Remedies.of(rooted.rootCause(), rooted.rootState()).remedy()
				: Remedies.of(String.valueOf(cause(rooted.entry())), rooted.entry().state()).remedy();
	}

	private static @Nullable String cause(Entry entry) {
		return (entry.trouble() != null) ? entry.trouble().cause() : null;
	}

	// Without a login the address is that of the settings, which may be wrong.
	@Nullable String link(String id) {
		try {
			return this.salesforce.link(id).toString();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
