package io.corsync.status;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.corsync.ledger.State;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Outcome;
import io.corsync.sync.Phase;
import io.corsync.sync.Remedies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page has all its words in all its languages.
 */
class PageMessagesTests {

	private static final Path RESOURCES = Path.of("src/main/resources");

	private static Properties words(String name) {
		Properties words = new Properties();
		try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name + ".properties"))) {
			words.load(reader);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return words;
	}

	private static Set<String> placeholders(String pattern) {
		return Pattern.compile("\\{(\\d)")
			.matcher(pattern)
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@ParameterizedTest
	@ValueSource(strings = { "es", "pt" })
	void everyLineIsThereInEveryLanguage(String language) {
		Properties english = words("messages");
		Properties other = words("messages_" + language);
		assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
		english.stringPropertyNames()
			.forEach((key) -> assertThat(placeholders(other.getProperty(key))).as(key)
				.isEqualTo(placeholders(english.getProperty(key))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "messages", "messages_es", "messages_pt", "remedies_es", "remedies_pt" })
	void everyLineIsAPatternAndNotEmpty(String name) {
		Properties words = words(name);
		assertThat(words.stringPropertyNames()).hasSizeGreaterThan(80).allSatisfy((key) -> {
			String pattern = words.getProperty(key);
			assertThat(pattern).isNotBlank();
			// A single apostrophe would swallow itself and what follows.
			assertThat(pattern.replace("''", "")).doesNotContain("'");
			assertThat(new MessageFormat(pattern, Locale.ROOT).format(new Object[] { 2, 3, 4, 5, 6 })).isNotBlank();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "es", "pt" })
	void everyCauseHasItsRemedyInEveryLanguage(String language) {
		Properties remedies = words("remedies_" + language);
		Set<String> wanted = new TreeSet<>();
		Stream
			.concat(Remedies.causes().stream(),
					Stream.of("OTHER", "HTTP_BLOCKED", "HTTP_5XX", "HTTP_UNKNOWN", "HTTP_OTHER"))
			.forEach((cause) -> wanted
				.addAll(List.of("cause.%s.means".formatted(cause), "cause.%s.remedy".formatted(cause))));
		assertThat(remedies.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(wanted);
		remedies.forEach((key, text) -> {
			if (key.toString().endsWith(".remedy")) {
				assertThat(text.toString()).as(key.toString()).endsWith(".");
			}
			else {
				assertThat(text.toString()).as(key.toString()).doesNotEndWith(".");
			}
		});
	}

	@Test
	void everyWordOfTheProgramIsKnown() {
		Set<String> keys = words("messages").stringPropertyNames();
		for (State state : State.values()) {
			assertThat(keys).contains("state." + state, "next." + state, "story.is." + state);
		}
		for (Outcome outcome : Outcome.values()) {
			assertThat(keys).contains("outcome." + outcome.word());
		}
		for (Phase phase : Phase.values()) {
			assertThat(keys).contains("phase." + phase.step());
		}
		for (ExitCode code : ExitCode.values()) {
			assertThat(keys).contains("exit." + code.code());
		}
		for (State state : State.STUCK) {
			assertThat(Remedies.next(state)).isNotBlank();
		}
	}

	@Test
	void everyWordThatATemplateNamesIsThere() throws IOException {
		Set<String> keys = words("messages").stringPropertyNames();
		Set<String> named = new TreeSet<>();
		try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
			for (Path template : templates.filter(Files::isRegularFile).toList()) {
				Pattern.compile("#\\{([a-z][\\w.-]*)|words\\.say\\('([\\w.-]+)'")
					.matcher(Files.readString(template))
					.results()
					.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2))
					.forEach(named::add);
			}
		}
		assertThat(named).hasSizeGreaterThan(150);
		assertThat(keys).containsAll(named);
	}

	@Test
	void noTemplateHasScriptOrStyleInside() throws IOException {
		try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
			for (Path template : templates.filter(Files::isRegularFile).toList()) {
				assertThat(Files.readString(template)).as("%s", template)
					.doesNotContainPattern("<script(?![^>]*\\ssrc=)")
					.doesNotContain("<style", " style=", "th:style", "https://cdn", "th:utext", "onclick");
			}
		}
	}

}
