package io.corsync.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class MappingDocumentTest {

	private static final Path DOCUMENT = Path.of("docs/mapping.md");

	private static final Path TESTS = Path.of("src/test/resources/mapping/document.yml");

	@Test
	void hasExamples() throws IOException {
		assertThat(examples()).hasSizeGreaterThan(4);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void showsOnlyExamplesThatWork(String example) {
		assertThat(MappingFile.read(example, DOCUMENT.toString()).bind(ZoneOffset.UTC).version()).isNotEmpty();
	}

	/** Each example has a test of its own, in the same order. */
	@Test
	void showsExamplesThatDoWhatTheySay() throws IOException {
		List<String> examples = examples().toList();
		List<String> tests = List.of(Files.readString(TESTS).split("(?m)^---\\R"));
		assertThat(tests).hasSameSizeAs(examples);
		List<String> told = new ArrayList<>();
		for (int i = 0; i < tests.size(); i++) {
			MappingFile mapping = MappingFile.read(examples.get(i), DOCUMENT.toString());
			String name = "example %d, %s".formatted(i + 1, tests.get(i).lines().findFirst().orElseThrow());
			new MappingTrials(mapping).run(tests.get(i), name).forEach((problem) -> told.add(problem.toString()));
		}
		assertThat(told).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void namesEveryFieldOfAKind(Kind kind) throws IOException {
		String table = Files.readAllLines(DOCUMENT)
			.stream()
			.filter((line) -> line.startsWith("| `" + kind.word() + "` | `name`"))
			.findFirst()
			.orElseThrow();
		List<String> named = Pattern.compile("`(\\w+)`")
			.matcher(table)
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(named.subList(1, named.size())).containsExactlyInAnyOrderElementsOf(CorField.of(kind).keySet());
	}

	static Stream<String> examples() throws IOException {
		return Pattern.compile("(?s)```yaml\n(.*?)```")
			.matcher(Files.readString(DOCUMENT))
			.results()
			.map((MatchResult match) -> match.group(1));
	}

}
