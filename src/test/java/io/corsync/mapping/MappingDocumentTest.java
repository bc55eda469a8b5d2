package io.corsync.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
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

	@Test
	void hasExamples() throws IOException {
		assertThat(examples()).hasSizeGreaterThan(4);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void showsOnlyExamplesThatWork(String example) {
		assertThat(MappingFile.read(example, DOCUMENT.toString()).bind(ZoneOffset.UTC).version()).isNotEmpty();
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
