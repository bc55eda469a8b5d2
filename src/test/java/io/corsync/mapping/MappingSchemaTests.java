package io.corsync.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published schema knows what the parser knows: an editor never marks a file that the
 * program takes.
 */
class MappingSchemaTests {

	private static final Path FILE = Path.of("config/mapping.schema.json");

	private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
		.getSchema(JsonMapper.shared().readTree(MappingSchema.text()));

	@Test
	void isPublishedAsTheCodeKnowsIt() throws IOException {
		if (Boolean.getBoolean("mapping.schema.write")) {
			Files.writeString(FILE, MappingSchema.text());
		}
		assertThat(Files.readString(FILE)).as("%s is out of date; write it anew with -Dmapping.schema.write=true", FILE)
			.isEqualTo(MappingSchema.text());
	}

	@Test
	void isValidByTheSchemaOfSchemas() {
		Schema schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
			.getSchema(com.networknt.schema.SchemaLocation.of("http://json-schema.org/draft-07/schema"));
		assertThat(schemas.validate(JsonMapper.shared().readTree(MappingSchema.text()))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("files")
	void takesWhatTheProgramTakes(String yaml) {
		assertThat(MappingFile.read(yaml, "x.yml")).isNotNull();
		assertThat(errors(yaml)).isEmpty();
	}

	static Stream<String> files() throws IOException {
		return Stream.concat(Stream.of(Files.readString(Path.of("config/mapping.yml"))),
				MappingDocumentTest.examples());
	}

	@Test
	void isNamedWhereEditorsLookForIt() throws IOException {
		assertThat(Files.readAllLines(Path.of("config/mapping.yml")).get(0))
			.isEqualTo("# yaml-language-server: $schema=mapping.schema.json");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			  colour: Name
			  brief: Account Name
			  brief: { form: Description }
			  brief: { from: Description, owner: me }
			  brief: { from: Description, constant: x }
			  brief: { }
			  brief: { from: [] }
			  brief: { from: Name, values: { } }
			  brief: { from: Name, unmapped: omit }
			  billable: { constant: yes }
			  start: { constant: tomorrow }
			  income_type: { constant: retainer }
			  income_type: { from: Type, values: { Retainer: retainer } }
			  client_id: { constant: x }
			""")
	void marksWhatTheProgramRefuses(String line) {
		String yaml = "version: 1\nproject:\n  name: Name\n  " + line.strip() + "\n";
		assertThat(accepted(yaml)).isFalse();
		assertThat(errors(yaml)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			rules: [] |
			rules: [{ name: a }] |
			rules: [{ name: a, when: { }, skip: true }] |
			rules: [{ name: a, when: { Type: x }, skipp: true }] |
			rules: [{ name: a, when: { Type: x }, project: { colour: Name } }] |
			zones: UTC |
			version: 2 |
			""")
	void marksWhatTheProgramRefusesAtTheTop(String line) {
		String yaml = (line.startsWith("version") ? "" : "version: 1\n") + "project:\n  name: Name\n" + line + "\n";
		assertThat(accepted(yaml)).isFalse();
		assertThat(errors(yaml)).isNotEmpty();
	}

	@Test
	void takesWhateverTheProgramTakes() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		int taken = 0;
		for (int i = 0; i < 4_000; i++) {
			String yaml = anyFile(random);
			if (accepted(yaml)) {
				taken++;
				assertThat(errors(yaml)).as("seed %d, file %d:%n%s", seed, i, yaml).isEmpty();
			}
		}
		assertThat(taken).isGreaterThan(200);
	}

	private static String anyFile(Random random) {
		StringBuilder yaml = new StringBuilder("version: 1\nproject:\n  name: Name\n");
		List<String> fields = CorField.of(io.corsync.cor.Kind.PROJECT).keySet().stream().sorted().toList();
		for (int i = 0; i < 1 + random.nextInt(3); i++) {
			String field = fields.get(random.nextInt(fields.size()));
			if (!yaml.toString().contains("  " + field + ":")) {
				yaml.append("  ").append(field).append(": ").append(anyForm(random)).append('\n');
			}
		}
		if (random.nextInt(4) == 0) {
			yaml.append("client:\n  name: Name\n");
		}
		if (random.nextInt(4) == 0) {
			yaml.append("rules:\n  - name: 1\n    when: { Type: [A, null] }\n    ")
				.append(random.nextBoolean() ? "skip: true\n" : "project: { brief: " + anyForm(random) + " }\n");
		}
		return yaml.toString();
	}

	private static String anyForm(Random random) {
		List<String> values = List.of("Name", "Account.Name", "AccountId", "Owner.Email", "none", "true", "false", "1",
				"1.50", "\"12\"", "2026-01-31", "fee", "null", "yes", "always", "create", "omit", "clear", "refuse",
				"cut", "[Name, Type]", "{ A: fee }", "{ A: true, B: false }", "{ 1: 2026-01-01 }", "{ a: 1 }", "255",
				"\"{Name} – {Account.Name}\"", "\"CloseDate + days(30)\"", "wait", "send-without");
		if (random.nextInt(3) == 0) {
			return values.get(random.nextInt(values.size()));
		}
		StringBuilder form = new StringBuilder("{ ");
		List<String> keys = FieldParser.KEYS;
		for (String key : keys) {
			if (random.nextInt(keys.size()) < 2) {
				form.append(form.length() > 2 ? ", " : "")
					.append(key)
					.append(": ")
					.append(values.get(random.nextInt(values.size())));
			}
		}
		return form.append(" }").toString();
	}

	private static boolean accepted(String yaml) {
		try {
			MappingFile.read(yaml, "x.yml");
			return true;
		}
		catch (MappingException ex) {
			return false;
		}
	}

	private static List<Error> errors(String yaml) {
		return SCHEMA.validate(YamlJson.read(yaml));
	}

}
