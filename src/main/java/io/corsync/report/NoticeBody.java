package io.corsync.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.corsync.sync.Notice;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notice in the form that a receiver understands: Slack's incoming webhooks take
 * {@code text}, Teams' workflows an Adaptive Card in a message.
 */
final class NoticeBody {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private NoticeBody() {
	}

	static String of(String format, Notice notice) {
		return JSON.writeValueAsString(switch (format) {
			case "slack" -> slack(notice);
			case "teams" -> teams(notice);
			default -> json(notice);
		});
	}

	private static Map<String, Object> json(Notice notice) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("title", NoticeText.title(notice));
		json.put("lines", NoticeText.lines(notice));
		json.put("notice", notice);
		return json;
	}

	private static Map<String, Object> slack(Notice notice) {
		StringBuilder text = new StringBuilder("*").append(escaped(NoticeText.title(notice))).append('*');
		NoticeText.lines(notice).forEach((line) -> text.append('\n').append(escaped(line)));
		return Map.of("text", text.toString());
	}

	// What Slack's documentation asks for; so no name can call on people or make links.
	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	private static Map<String, Object> teams(Notice notice) {
		List<Map<String, Object>> blocks = new ArrayList<>();
		blocks.add(block(NoticeText.title(notice), true));
		NoticeText.lines(notice).forEach((line) -> blocks.add(block(line, false)));
		Map<String, Object> card = new LinkedHashMap<>();
		card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
		card.put("type", "AdaptiveCard");
		card.put("version", "1.4");
		card.put("body", blocks);
		return Map.of("type", "message", "attachments",
				List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
	}

	private static Map<String, Object> block(String text, boolean title) {
		Map<String, Object> block = new LinkedHashMap<>();
		block.put("type", "TextBlock");
		block.put("text", text);
		block.put("wrap", true);
		if (title) {
			block.put("weight", "Bolder");
			block.put("size", "Medium");
		}
		return block;
	}

}
