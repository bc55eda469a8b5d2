package io.corsync;

import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a command left behind.
 *
 * @param command the command and its options
 * @param code its exit code
 * @param out its answer
 * @param err its talk
 */
record Ended(List<String> command, int code, String out, String err) {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final List<String> SECRETS = List.of("sandbox-secret", "sandbox-client-secret", "sandbox-api-key",
			"sandbox-password", "Bearer ");

	/** A session of the sandbox's Salesforce, as Salesforce's own begin. */
	private static final Pattern SESSION = Pattern.compile("00D\\w{12,15}!");

	private static final Pattern STACK_TRACE = Pattern
		.compile("(?m)^\\s*(at [\\w.$/]+\\(|Caused by:|\\.\\.\\. \\d+ more)");

	private static final Pattern CLASS_NAME = Pattern
		.compile("\\w+Exception\\b|\\b(java|org|io|com|tools)\\.[a-z]\\w*\\.");

	/**
	 * Requires an exit code, showing what was said when it is another.
	 */
	Ended expect(int expected) {
		assertThat(this.code).as("exit code of %s", this).isEqualTo(expected);
		return this;
	}

	/**
	 * Requires words in what was said, wherever it was broken into lines.
	 */
	Ended says(String... words) {
		assertThat(said()).as("%s", this).contains(words);
		return this;
	}

	/**
	 * The answer as JSON.
	 */
	JsonNode json() {
		return JSON.readTree(this.out);
	}

	/**
	 * Answer and talk as one line of single blanks.
	 */
	String said() {
		return (this.out + " " + this.err).replaceAll("\\s+", " ");
	}

	void requireFitForPeople() {
		assertThat(this.out + "\n" + this.err).as("console of %s", this)
			.doesNotContainPattern(STACK_TRACE)
			.doesNotContainPattern(CLASS_NAME);
	}

	void requireWithoutSecrets(String log) {
		for (String text : List.of(this.out, this.err, log)) {
			assertThat(text).doesNotContain(SECRETS).doesNotContainPattern(SESSION);
		}
	}

	@Override
	public String toString() {
		return "%s%nexit code %d%nstdout:%n%s%nstderr:%n%s".formatted(String.join(" ", this.command), this.code,
				this.out, this.err);
	}

}
