package io.corsync.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a mapping test, collecting every problem before it gives up.
 */
final class TrialParser {

	static final String ROW = "row";

	static final String EXPECT = "expect";

	static final String ZONE = "zone";

	private static final String EXAMPLE = "one that `preview --id ID --as-test FILE` writes";

	private static final List<String> KEYS = List.of("name", ZONE, ROW, EXPECT);

	private final MappingFile mapping;

	private final Problems problems;

	TrialParser(MappingFile mapping, Problems problems) {
		this.mapping = mapping;
		this.problems = problems;
	}

	/**
	 * Reads a test.
	 * @param text YAML
	 * @return null when something is wrong with it
	 */
	@Nullable Trial parse(String text) {
		Node root = new YamlText(this.problems, EXAMPLE).read(text);
		if (root == null || this.problems.any()) {
			return null;
		}
		if (!(root instanceof MappingNode node)) {
			this.problems.add(Place.START, YamlText.WHOLE, "is no mapping test", "start from " + EXAMPLE);
			return null;
		}
		YamlEntries top = new YamlEntries(node, "", this.problems);
		top.refuseOthersThan(KEYS);
		Mapping bound = this.mapping.bind(zone(top));
		TrialRow row = new TrialRow("Opportunity", ROW, this.problems);
		MappingNode fields = level(top, ROW, "the Opportunity's fields below it, indented");
		if (fields != null) {
			row.add(fields);
		}
		MappingNode expected = level(top, EXPECT, "`project:` and its fields below it, indented");
		ExpectationParser parser = new ExpectationParser(this.mapping.sections(), bound.zone(), this.problems);
		Trial trial = new Trial(bound, row.build(), parser.parse(expected));
		return this.problems.any() ? null : trial;
	}

	private @Nullable MappingNode level(YamlEntries top, String key, String remedy) {
		YamlEntries.Entry entry = top.get(key);
		if (entry != null && entry.value() instanceof MappingNode node && !node.getValue().isEmpty()) {
			return node;
		}
		if (entry == null) {
			this.problems.add(Place.START, key, "is missing", "add `%s:` and %s".formatted(key, remedy));
		}
		else {
			this.problems.add(entry.place(), key, "says nothing", "write " + remedy);
		}
		return null;
	}

	private ZoneId zone(YamlEntries top) {
		String zone = top.text(ZONE);
		YamlEntries.Entry entry = top.get(ZONE);
		if (zone == null || entry == null) {
			return ZoneOffset.UTC;
		}
		try {
			return ZoneId.of(zone);
		}
		catch (DateTimeException ex) {
			this.problems.add(entry.place(), ZONE, "is " + Wording.quoted(zone) + ", which is no time zone",
					Wording.didYouMean(zone, ZoneId.getAvailableZoneIds()) + "write the org's, such as Europe/Madrid");
			return ZoneOffset.UTC;
		}
	}

}
