package io.corsync.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a mapping file's text, collecting every problem before it gives up.
 */
final class MappingParser {

	static final List<String> KEYS = List.of("version", "zone", "project", "client", "contract", "brand", "product",
			"rules");

	private static final String EXAMPLE = "the mapping.yml that comes with the program";

	private static final String FORMAT = "1";

	/** SOQL's limit of relationships in one path. */
	private static final int DEEPEST = 5;

	private final String file;

	private final Problems problems;

	MappingParser(String file) {
		this.file = file;
		this.problems = new Problems(file);
	}

	MappingFile parse(String text) {
		Node root = new YamlText(this.problems, EXAMPLE).read(text);
		this.problems.throwIfAny();
		if (!(root instanceof MappingNode node)) {
			this.problems.add(Place.START, YamlText.WHOLE, "is no mapping", "start from " + EXAMPLE);
			throw new MappingException(this.problems.list());
		}
		YamlEntries top = new YamlEntries(node, "", this.problems);
		top.refuseOthersThan(KEYS);
		format(top);
		ZoneId zone = zone(top);
		SectionParser parser = new SectionParser(MadeKinds.read(top, this.problems), this.problems);
		List<Section> read = new ArrayList<>();
		for (Kind kind : Kind.PROJECT.parents()) {
			Section section = parser.parse(top, kind);
			if (section != null) {
				read.add(section);
			}
		}
		Section project = parser.parse(top, Kind.PROJECT);
		if (project == null) {
			this.problems.add(Place.START, "project", "is missing", "add the section `project:` with at least a name");
			throw new MappingException(this.problems.list());
		}
		List<Rule> rules = new RuleParser(project, parser, this.problems).parse(top.get("rules"));
		read.add(project);
		Sections sections = new Sections(read, rules);
		sections.lines().forEach((section) -> references(section, sections));
		sections.lines().forEach((section) -> depths(section, sections));
		rules.stream().flatMap(Rule::conditionPaths).forEach((path) -> depth(path, "rules", Section.OPPORTUNITY, 0));
		this.problems.throwIfAny();
		// Last, because a line with a problem may be the one that refers to the section.
		unusedSections(top, sections);
		this.problems.throwIfAny();
		return new MappingFile(this.file, sections, zone);
	}

	private void format(YamlEntries top) {
		String version = top.text("version");
		YamlEntries.Entry entry = top.get("version");
		if (entry == null) {
			this.problems.add(Place.START, "version", "is missing", "add the line `version: 1`");
		}
		else if (version != null && !version.equals(FORMAT)) {
			this.problems.add(entry.place(), "version", "is " + Wording.quoted(version) + ", this program reads 1",
					"write `version: 1`, or use the program that the file was written for");
		}
	}

	private @Nullable ZoneId zone(YamlEntries top) {
		String zone = top.text("zone");
		YamlEntries.Entry entry = top.get("zone");
		if (zone == null || entry == null) {
			return null;
		}
		try {
			return ZoneId.of(zone);
		}
		catch (DateTimeException ex) {
			this.problems.add(entry.place(), "zone", "is " + Wording.quoted(zone) + ", which is no time zone",
					Wording.didYouMean(zone, ZoneId.getAvailableZoneIds()) + "write one such as Europe/Madrid");
			return null;
		}
	}

	private void references(Section section, Sections sections) {
		for (FieldRule rule : section.rules()) {
			Kind parent = rule.field().refersTo();
			if (parent != null && sections.of(parent) == null) {
				this.problems.add(rule.place(), section.kind().word() + "." + rule.field().name(),
						"refers to a " + parent.word() + ", but the mapping makes none",
						"add the section `" + parent.word() + ":` or remove this line");
			}
		}
	}

	/**
	 * Parents are made on behalf of a project only, so such a section would do nothing.
	 */
	private void unusedSections(YamlEntries top, Sections sections) {
		for (Kind kind : Kind.PROJECT.parents()) {
			YamlEntries.Entry entry = top.get(kind.word());
			boolean referred = sections.whole().anyMatch((section) -> !section.waysTo(kind).isEmpty());
			if (entry != null && !referred) {
				this.problems.add(entry.place(), kind.word(), "is never used: no project refers to a " + kind.word(),
						"add " + kind.word() + "_id to the section `project:` or remove this section");
			}
		}
	}

	private void depths(Section section, Sections sections) {
		int way = sections.ways(Kind.PROJECT, section.kind())
			.stream()
			.mapToInt((path) -> path.split("\\.").length)
			.max()
			.orElse(0);
		for (FieldRule rule : section.rules()) {
			String field = section.kind().word() + "." + rule.field().name();
			rule.source().paths().forEach((path) -> depth(path, field, section.object(), way));
		}
		section.stopPaths()
			.forEach((path) -> depth(path, section.kind().word() + "." + Section.STOP, section.object(), way));
	}

	private void depth(Source.Path path, String field, String object, int way) {
		if (way + path.relationships().size() > DEEPEST) {
			this.problems.add(path.place(), field,
					"has " + path + ", with more lookups than the " + (DEEPEST - way) + " that Salesforce allows here",
					"make a formula field nearer to the " + object + " and map that");
		}
	}

}
