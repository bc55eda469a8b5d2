package io.corsync.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Objects;
import java.util.Comparator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file's functions for one org.
 */
final class BoundMapping implements Mapping {

	/** Enough for a hash that people compare by eye. */
	private static final int VERSION_LENGTH = 12;

	/**
	 * The mapper's own rules. Raised whenever an unchanged file gives an unchanged row
	 * another payload than before, so that the pass over history is announced.
	 */
	static final int RULES = 1;

	/** Their changes are looked for in any case: they are what a project stands on. */
	private static final List<String> STANDARD_PARENTS = List.of("Account", "Contract");

	private final Sections sections;

	private final ZoneId zone;

	private final Map<Kind, SectionMapper> mappers = new EnumMap<>(Kind.class);

	private final List<Ruled> ruled;

	/** By the kind that refers, then by the kind that is referred to. */
	private final Map<Kind, Map<Kind, List<String>>> ways = new EnumMap<>(Kind.class);

	BoundMapping(String file, Sections sections, ZoneId zone) {
		this.sections = sections;
		this.zone = zone;
		sections.stream()
			.forEach((section) -> this.mappers.put(section.kind(), new SectionMapper(section, null, file, zone)));
		this.ruled = sections.rules().stream().map((rule) -> ruled(rule, file)).toList();
		for (Kind kind : Kind.values()) {
			Map<Kind, List<String>> toParents = new EnumMap<>(Kind.class);
			kind.parents().forEach((parent) -> toParents.put(parent, sections.ways(kind, parent)));
			this.ways.put(kind, toParents);
		}
	}

	@Override
	public String version() {
		String meaning = Stream
			.concat(this.sections.stream().flatMap((section) -> section.meaning().stream()),
					this.sections.rules().stream().map(Rule::meaning))
			.sorted()
			.collect(Collectors.joining("\n", this.zone.getId() + "\n", "\n" + this.mappers.keySet() + rules()));
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(meaning.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, VERSION_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/** The first rules had no number: a ledger that knows them sees no change. */
	private static String rules() {
		return (RULES > 1) ? "\nrules " + RULES : "";
	}

	@Override
	public ZoneId zone() {
		return this.zone;
	}

	@Override
	public Payload creationValues(Map<String, String> texts) {
		return new CreationTexts(this.sections, this.zone).read(texts);
	}

	@Override
	public @Nullable String object(Kind kind) {
		Section section = this.sections.of(kind);
		return (section != null) ? section.object() : null;
	}

	/** Salesforce refuses a field that is selected twice, however it is spelt. */
	@Override
	public SortedSet<String> fields(Kind kind) {
		SortedSet<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		fields.addAll(own(kind));
		ways(kind).forEach((parent, ways) -> {
			for (String way : ways) {
				own(parent).forEach((field) -> fields.add(way + "." + field));
			}
		});
		return Collections.unmodifiableSortedSet(fields);
	}

	/** By the kind that they lead to. */
	private Map<Kind, List<String>> ways(Kind kind) {
		return Objects.requireNonNull(this.ways.get(kind), "there for every kind");
	}

	private List<String> own(Kind kind) {
		Section section = this.sections.of(kind);
		if (section == null) {
			return List.of();
		}
		Stream<Source.Path> paths = (kind == Kind.PROJECT) ? this.sections.projectPaths() : section.paths();
		return Stream.concat(Stream.of("Id", "SystemModstamp"), paths.map(Source.Path::text)).toList();
	}

	@Override
	public SortedSet<String> parentsRead() {
		SortedSet<String> ways = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		ways.addAll(STANDARD_PARENTS);
		ways(Kind.PROJECT).values().forEach(ways::addAll);
		SortedSet<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		this.sections.projectPaths().forEach((path) -> {
			for (int i = 1; i <= path.relationships().size(); i++) {
				read.add(String.join(".", path.relationships().subList(0, i)));
			}
		});
		read.retainAll(ways);
		return Collections.unmodifiableSortedSet(read);
	}

	@Override
	public Set<String> createOnly(Kind kind) {
		return this.sections.lines()
			.filter((section) -> section.kind() == kind)
			.flatMap((section) -> section.rules().stream())
			.filter((rule) -> rule.owner() == Owner.CREATE)
			.map((rule) -> rule.field().name())
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public MappedOpportunity opportunity(SourceRow row) {
		Mapped project = entity(Kind.PROJECT, row);
		return new MappedOpportunity(project, parents(project, row));
	}

	@Override
	public Mapped entity(Kind kind, SourceRow row) {
		return ((kind == Kind.PROJECT) ? projectMapper(row) : mapper(kind)).map(row);
	}

	@Override
	public List<Mapped> parents(Mapped entity, SourceRow row) {
		List<Mapped> parents = new ArrayList<>();
		List<Mapped> referring = new ArrayList<>(List.of(entity));
		Map<Kind, List<String>> ways = ways(entity.kind());
		for (Kind kind : ways.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
			List<Mapped> found = parents(row, kind, ways.getOrDefault(kind, List.of()), referring);
			parents.addAll(0, found);
			referring.addAll(found);
		}
		return parents;
	}

	private Ruled ruled(Rule rule, String file) {
		// What is left out is told by its name.
		Section project = (rule.project() != null) ? rule.project() : this.sections.project().only("name");
		return new Ruled(rule, new SectionMapper(project, rule.carried(), file, this.zone));
	}

	private SectionMapper projectMapper(SourceRow row) {
		Reading reading = new Reading(row, this.zone);
		for (Ruled each : this.ruled) {
			if (each.rule().fits(reading)) {
				return each.mapper();
			}
		}
		return mapper(Kind.PROJECT);
	}

	/**
	 * Only what is referred to: a parent is made on behalf of a project, not because it
	 * was read.
	 */
	private List<Mapped> parents(SourceRow row, Kind kind, List<String> ways, Collection<Mapped> referring) {
		Set<String> wanted = referring.stream()
			.flatMap((mapped) -> mapped.references().stream())
			.filter((reference) -> reference.kind() == kind)
			.map(Mapped.Reference::externalId)
			.collect(Collectors.toSet());
		Map<String, SourceRow> newest = new LinkedHashMap<>();
		for (String way : ways) {
			SourceRow parent = row.parent(way);
			if (parent != null && wanted.contains(parent.text("Id")) && parent.text("SystemModstamp") != null) {
				newest.merge(parent.id(), parent, BoundMapping::newer);
			}
		}
		return newest.values().stream().map((parent) -> entity(kind, parent)).toList();
	}

	private static SourceRow newer(SourceRow one, SourceRow other) {
		return other.systemModstamp().isAfter(one.systemModstamp()) ? other : one;
	}

	private SectionMapper mapper(Kind kind) {
		SectionMapper mapper = this.mappers.get(kind);
		if (mapper == null) {
			throw new IllegalStateException("The mapping has no section " + kind.word());
		}
		return mapper;
	}

	/**
	 * A rule with what it does.
	 *
	 * @param rule which rows it fits
	 * @param mapper makes their projects
	 */
	private record Ruled(Rule rule, SectionMapper mapper) {

	}

}
