package io.corsync.cor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Classification}, row by row.
 */
class ClassificationTest {

	private final Secrets secrets = new Secrets("key-of-the-agency", "secret-of-the-agency");

	private final Classification classification = new Classification(this.secrets);

	static Stream<Arguments> answers() throws IOException {
		try (InputStream in = ClassificationTest.class.getResourceAsStream("answers.json")) {
			return new JsonMapper().readTree(in)
				.valueStream()
				.map((row) -> Arguments.of(row.get("about").asString(), row))
				.toList()
				.stream();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("answers")
	void anAnswerMeansWhatTheTableSays(String about, JsonNode row) {
		String[] call = row.get("call").asString().split(" ");
		Kind kind = Arrays.stream(Kind.values()).filter((k) -> k.path().equals(call[1])).findFirst().orElseThrow();
		String body = row.has("text") ? row.get("text").asString() : row.get("body").toString();
		Verdict verdict = this.classification.of(Verb.valueOf(call[0]), kind,
				new Exchange.Answered(row.get("status").asInt(), body, null));
		String expected = row.get("means").asString();
		if (expected.startsWith("Stop ")) {
			assertThat(words(verdict)).startsWith("Stop").contains(expected.substring(5));
		}
		else {
			assertThat(words(verdict)).isEqualTo(expected);
		}
	}

	private static String words(Verdict verdict) {
		if (verdict instanceof Verdict.Again again) {
			return "Again " + again.answer().cause();
		}
		if (verdict instanceof Verdict.Stop stop) {
			return "Stop " + stop.reason().getMessage();
		}
		return (verdict instanceof Verdict.Final end) ? words(end.answer()) : "Unauthorized";
	}

	private static String words(CorAnswer answer) {
		if (answer instanceof CorAnswer.Accepted accepted) {
			return "Accepted %s %s".formatted(accepted.corId(), accepted.companyId());
		}
		if (answer instanceof CorAnswer.Missing missing) {
			return "Missing " + missing.cause();
		}
		if (answer instanceof CorAnswer.ParentMissing missing) {
			return "ParentMissing %s %s: %s".formatted(missing.parent(), missing.cause(), missing.message());
		}
		if (answer instanceof CorAnswer.Refused refused) {
			return "Refused %s %s: %s".formatted(refused.nature(), refused.cause(), refused.message());
		}
		return (answer instanceof CorAnswer.Unclear unclear) ? "Unclear " + unclear.cause() : "Duplicate";
	}

	@Test
	void theRawAnswerIsShortAndPrintable() {
		String body = "{\"message\":\"a\u0000b\u0007c\\ud800\n" + "\uD83D\uDE00".repeat(10_000) + "\"}";
		String raw = raw(400, body);
		assertThat(raw).startsWith("HTTP 400 {\"message\":\"a b c").hasSizeLessThanOrEqualTo(4000).endsWith("…");
		assertThat(raw.chars()).noneMatch(Character::isISOControl);
		assertThat(raw.substring(0, raw.length() - 1).codePoints())
			.noneMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
	}

	@Test
	void noSecretComesBackInWhatCorSays() {
		this.secrets.learn("opaque-token-123");
		String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
		String body = """
				{"message":"token opaque-token-123 of key-of-the-agency is bad","sent":"Bearer abcdefghijk.lmn",
				"basic":"Basic c2VjcmV0OnNlY3JldA==","access_token":"opaque-9","refresh_token" : "opaque-8",
				"jwt":"%s","url":"https://x/?client_secret=hidden-1&a=b"}""".formatted(jwt);
		Verdict.Final end = (Verdict.Final) this.classification.of(Verb.POST, Kind.CLIENT,
				new Exchange.Answered(400, body, null));
		CorAnswer.Refused refused = (CorAnswer.Refused) end.answer();
		assertThat(refused.message()).isEqualTo("token *** of *** is bad");
		assertThat(refused.raw()).doesNotContain("opaque", "abcdefghijk", "c2VjcmV0", "c2lnbmF0dXJl", "hidden-1",
				"key-of-the-agency");
	}

	@Test
	void deepAndHugeJsonIsUnreadableNotFatal() {
		assertThat(raw(200, "[".repeat(100_000))).startsWith("HTTP 200 [[[");
		assertThat(raw(200, "{\"id\":1e999999999}")).isEmpty();
	}

	private String raw(int status, String body) {
		Verdict verdict = this.classification.of(Verb.POST, Kind.CLIENT, new Exchange.Answered(status, body, null));
		return ((Verdict.Final) verdict).answer().raw();
	}

}
