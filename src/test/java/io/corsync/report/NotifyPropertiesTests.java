package io.corsync.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings of who is told.
 */
class NotifyPropertiesTests {

	@Test
	void nothingSetIsFine() {
		assertThat(new NotifyProperties(null, "json", null, null, null).problems("")).isEmpty();
	}

	@Test
	void addressesOfThisMachineAndHttpsAreFine() {
		assertThat(new NotifyProperties("https://hooks.example/a/b", "slack", "http://127.0.0.1:1/x?c={exit-code}",
				List.of("a@example.com", "b@example.com"), "cor@example.com")
			.problems("mail.example")).isEmpty();
	}

	@Test
	void everyProblemIsNamedWithoutTheSecret() {
		List<String> problems = new NotifyProperties("http://hooks.example/SECRET", "xml", "hooks SECRET",
				List.of("nobody"), null)
			.problems("");
		assertThat(problems).hasSize(6)
			.noneMatch((problem) -> problem.contains("SECRET"))
			.anyMatch((problem) -> problem.contains("plain http to hooks.example"))
			.anyMatch((problem) -> problem.contains("NOTIFY_FORMAT"))
			.anyMatch((problem) -> problem.contains("notify.heartbeat-url"))
			.anyMatch((problem) -> problem.contains("\"nobody\""))
			.anyMatch((problem) -> problem.contains("NOTIFY_MAIL_FROM"))
			.anyMatch((problem) -> problem.contains("SPRING_MAIL_HOST"));
	}

	@Test
	void toStringHasNoAddress() {
		assertThat(
				new NotifyProperties("https://hooks.example/SECRET", "json", "https://beat.example/SECRET", null, null)
					.toString())
			.doesNotContain("SECRET");
	}

}
