package io.corsync.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds payloads against what they were when the mapper's rules got their number.
 */
class MappingRulesTests {

	private static final Path GOLDEN = Path.of("src/test/resources/mapping");

	private static final List<String> LINES = List.of("brief: Value__c", "estimated: Value__c",
			"estimated: { from: Value__c, null: clear }", "start: Value__c", "billable: Value__c",
			"income_type: Value__c", "brief: { from: [Blank__c, Value__c], default: none }",
			"brief: { from: Value__c, values: { A: x, 005Aa000001bCdE: y } }",
			"pm_id: { from: Value__c, values: { a: x }, ignore-case: true, unmapped: omit }",
			"brief: { template: \"{{{Value__c}}} – {Blank__c}\" }", "brief: { from: Value__c, plain-text: true }",
			"brief: { from: Value__c, max-length: 4, too-long: cut }", "brief: { from: Value__c, max-length: 4 }",
			"estimated: { expression: Value__c * 1.21 + 0.1 }", "estimated: { expression: \"divide(Value__c, 7, 3)\" }",
			"estimated: { expression: \"round(Value__c, 1)\" }", "estimated: { expression: Value__c / 8 }",
			"end: { expression: Value__c + months(1) }", "end: { expression: firstOfNextMonth(Value__c) }",
			"brief: { expression: \"join(' / ', Value__c, Blank__c, number(1.50))\" }",
			"brief: { expression: \"trim(upper(Value__c), 5)\" }",
			"brief: { expression: \"replace(Value__c, '0', 'o')\" }", "billable: { expression: Value__c > 5 }",
			"billable: { expression: Value__c == 'A' }", "billable: { expression: Value__c }",
			"brief: { expression: \"Value__c ? 'yes' : first(Blank__c, 'no')\" }");

	private static final List<String> VALUES = Arrays.asList(null, "", " ", "A", "a", " A ", "0", "-0.0", "007",
			"10.50", "1.0E7", "1E400", "NaN", "123456789012345678.99", "true", "FALSE", "2026-01-31",
			"2026-01-31T23:30:00.000Z", "2026-02-30", "005Aa000001bCdEIAU", "fee", "<p>One</p><p>Two &amp; x</p>",
			"🎉é🎉ñ🎉", "line\r\nline");

	@Test
	void givesThePayloadsThatItsRulesGave() throws IOException {
		Path golden = golden(BoundMapping.RULES);
		assertThat(golden).as("the payloads of rules %d", BoundMapping.RULES).exists();
		Map<String, String> before = read(golden);
		Map<String, String> now = corpus();
		Map<String, String> changed = new LinkedHashMap<>();
		before.forEach((key, payload) -> {
			if (!payload.equals(now.get(key))) {
				changed.put(key, payload + " became " + now.get(key));
			}
		});
		assertThat(changed)
			.as("payloads that changed; raise BoundMapping.RULES and keep the new ones in %s",
					golden(BoundMapping.RULES + 1))
			.isEmpty();
		assertThat(now.keySet()).as("new cases; add them to %s, which leaves the others as they are", golden)
			.isEqualTo(before.keySet());
	}

	@Test
	void keepsThePayloadsOfEveryRulesItHad() throws IOException {
		for (int rules = 2; rules <= BoundMapping.RULES; rules++) {
			Map<String, String> before = read(golden(rules - 1));
			Map<String, String> after = read(golden(rules));
			assertThat(before.keySet()).as("rules %d change a payload", rules)
				.anySatisfy((key) -> assertThat(after.get(key)).isNotEqualTo(before.get(key)));
		}
	}

	private static Path golden(int rules) {
		return GOLDEN.resolve("payloads-" + rules + ".txt");
	}

	private static Map<String, String> read(Path file) throws IOException {
		Map<String, String> lines = new LinkedHashMap<>();
		for (String line : Files.readAllLines(file)) {
			int arrow = line.lastIndexOf(" => ");
			lines.put(line.substring(0, arrow), line.substring(arrow + 4));
		}
		return lines;
	}

	/** What each line makes of each value. */
	static Map<String, String> corpus() {
		Map<String, String> corpus = new LinkedHashMap<>();
		for (String line : LINES) {
			for (String value : VALUES) {
				Mapped project = Computed.map(line, (value != null) ? Map.of("Value__c", value) : Map.of());
				List<String> causes = new ArrayList<>();
				project.refusals().forEach((refusal) -> causes.add(refusal.cause()));
				project.unmapped().forEach((unmapped) -> causes.add("unmapped"));
				String result = project.payload().without(List.of("name")).text();
				corpus.put(line + " | " + ((value != null) ? Wording.quoted(value) : "null"),
						causes.isEmpty() ? result : String.join(" ", causes));
			}
		}
		return corpus;
	}

}
