package io.corsync.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Collection;
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

	private final Sections sections;

	private final ZoneId zone;

	private final Map<Kind, SectionMapper> mappers = new EnumMap<>(Kind.class);

	private final List<Ruled> ruled;

	private final List<String> waysToContracts;

	private final List<String> waysToClients;

	BoundMapping(String file, Sections sections, ZoneId zone) {
		this.sections = sections;
		this.zone = zone;
		sections.stream()
			.forEach((section) -> this.mappers.put(section.kind(), new SectionMapper(section, null, file, zone)));
		this.ruled = sections.rules().stream().map((rule) -> ruled(rule, file)).toList();
		this.waysToContracts = sections.waysToContracts();
		this.waysToClients = sections.waysToClients();
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
	public SortedSet<String> opportunityFields() {
		SortedSet<String> fields = fieldsOf(this.sections.project());
		this.sections.projectPaths().map(Source.Path::text).forEach(fields::add);
		this.waysToContracts.forEach((way) -> addAll(fields, way, this.sections.contract()));
		this.waysToClients.forEach((way) -> addAll(fields, way, this.sections.client()));
		return Collections.unmodifiableSortedSet(fields);
	}

	@Override
	public SortedSet<String> accountFields() {
		return Collections.unmodifiableSortedSet(fieldsOf(this.sections.client()));
	}

	@Override
	public SortedSet<String> contractFields() {
		SortedSet<String> fields = fieldsOf(this.sections.contract());
		this.sections.waysFromContractToClients().forEach((way) -> addAll(fields, way, this.sections.client()));
		return Collections.unmodifiableSortedSet(fields);
	}

	/** Salesforce refuses a field that is selected twice, however it is spelt. */
	private static SortedSet<String> fieldsOf(@Nullable Section section) {
		SortedSet<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		if (section != null) {
			Stream.concat(Stream.of("Id", "SystemModstamp"), section.paths().map(Source.Path::text))
				.forEach(fields::add);
		}
		return fields;
	}

	private static void addAll(SortedSet<String> fields, String way, @Nullable Section section) {
		fieldsOf(section).forEach((field) -> fields.add(way + "." + field));
	}

	@Override
	public boolean projectReadsParents() {
		return this.sections.projectPaths().anyMatch((path) -> !path.relationships().isEmpty());
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
		Mapped project = projectMapper(row).map(row);
		List<Mapped> contracts = parents(row, Kind.CONTRACT, this.waysToContracts, List.of(project));
		List<Mapped> referring = Stream.concat(Stream.of(project), contracts.stream()).toList();
		List<Mapped> clients = parents(row, Kind.CLIENT, this.waysToClients, referring);
		return new MappedOpportunity(project, Stream.concat(clients.stream(), contracts.stream()).toList());
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
		return newest.values().stream().map((parent) -> mapper(kind).map(parent)).toList();
	}

	private static SourceRow newer(SourceRow one, SourceRow other) {
		return other.systemModstamp().isAfter(one.systemModstamp()) ? other : one;
	}

	@Override
	public Mapped account(SourceRow row) {
		return mapper(Kind.CLIENT).map(row);
	}

	@Override
	public Mapped contract(SourceRow row) {
		return mapper(Kind.CONTRACT).map(row);
	}

	@Override
	public List<Mapped> clientsOf(SourceRow row) {
		return parents(row, Kind.CLIENT, this.sections.waysFromContractToClients(), List.of(contract(row)));
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
