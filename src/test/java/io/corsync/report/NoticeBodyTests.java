package io.corsync.report;

import java.time.Instant;
import java.util.List;

import io.corsync.sync.Notice;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages as their receivers take them.
 */
class NoticeBodyTests {

	private static final Notice STUCK = new Notice(Notice.Change.BEGAN, "sync", "3", 3,
			Instant.parse("2026-03-02T04:00:00Z"), 1, 7L, "Agencia <!channel> & Co", "https://cor.example", null,
			List.of(new Notice.Cause("CTR006", 37, "COR has no contract numbers", "Switch them on in COR.")),
			"cor-sync failures shows them.");

	@Test
	void slackGetsATextThatCallsOnNobody() {
		JsonNode body = body("slack", STUCK);
		assertThat(body.propertyNames()).containsExactly("text");
		assertThat(body.get("text").stringValue()).startsWith("*cor-sync sync: records are stuck*\n")
			.contains("Agencia &lt;!channel&gt; &amp; Co", "37 rows: COR has no contract numbers (CTR006).",
					"What to do: cor-sync failures");
	}

	@Test
	void teamsGetsAnAdaptiveCard() {
		JsonNode body = body("teams", STUCK);
		assertThat(body.get("type").stringValue()).isEqualTo("message");
		JsonNode attachment = body.get("attachments").get(0);
		assertThat(attachment.get("contentType").stringValue()).isEqualTo("application/vnd.microsoft.card.adaptive");
		JsonNode card = attachment.get("content");
		assertThat(card.get("type").stringValue()).isEqualTo("AdaptiveCard");
		assertThat(card.get("version").stringValue()).isEqualTo("1.4");
		assertThat(card.get("body").valueStream()).allSatisfy((block) -> {
			assertThat(block.get("type").stringValue()).isEqualTo("TextBlock");
			assertThat(block.get("text").stringValue()).isNotBlank();
		}).hasSizeGreaterThan(3);
	}

	@Test
	void programsGetEverythingInFields() {
		JsonNode body = body("json", STUCK);
		assertThat(body.get("title").stringValue()).isEqualTo("cor-sync sync: records are stuck");
		JsonNode notice = body.get("notice");
		assertThat(notice.get("change").stringValue()).isEqualTo("BEGAN");
		assertThat(notice.get("exitCode").asInt()).isEqualTo(3);
		assertThat(notice.get("since").stringValue()).isEqualTo("2026-03-02T04:00:00Z");
		assertThat(notice.get("causes").get(0).get("rows").asLong()).isEqualTo(37);
	}

	@Test
	void recoverySaysSinceWhenItWasWrong() {
		Notice over = new Notice(Notice.Change.RECOVERED, "sync", "3", 0, Instant.parse("2026-03-02T04:00:00Z"), 4, 11L,
				"Agencia", "https://cor.example", null, List.of(), "Nothing.");
		assertThat(body("json", over).get("title").stringValue()).isEqualTo("cor-sync sync works again");
		assertThat(NoticeText.lines(over)).last().asString().startsWith("Something was wrong since 2026-03-02");
	}

	private static JsonNode body(String format, Notice notice) {
		return JsonMapper.shared().readTree(NoticeBody.of(format, notice));
	}

}
