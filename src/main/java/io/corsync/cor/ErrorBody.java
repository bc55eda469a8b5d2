package io.corsync.cor;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON answer says about an error. COR's envelope is not documented, so its words
 * are looked for wherever they may stand, level by level from the outside: the outermost
 * known word wins, because deeper ones may be details, or the caller's own values echoed.
 *
 * @param word the known name or code, null when there is none
 * @param name the name or code as it stands, null when there is none
 * @param message COR's words, empty when there are none
 * @param status an HTTP status inside the answer, 0 when there is none
 */
record ErrorBody(@Nullable CorWord word, @Nullable String name, String message, int status) {

	private static final int DEEPEST = 8;

	private static final int WIDEST = 200;

	private static final List<String> NAME_KEYS = List.of("code", "name", "errorCode", "error_code", "errorName",
			"type", "error");

	/** Not the description and the title: an entity has them too. */
	private static final List<String> SAID_KEYS = List.of("message", "msg", "error", "errors", "detail", "reason",
			"error_description");

	private static final List<String> MESSAGE_KEYS = List.of("message", "error_description", "description", "detail",
			"msg", "title", "error", "errors", "reason");

	private static final List<String> STATUS_KEYS = List.of("statusCode", "status", "status_code", "httpStatus");

	/** Where answers echo what was sent: a deal may be called ZC001. */
	private static final Set<String> ECHOES = Set.of("request", "payload", "input", "value", "params", "metadata",
			"config", "headers", "target");

	private static final Pattern LEADING_WORD = Pattern.compile(
			"^\\s*(?:(?:Uncaught )?(?:Error|Exception)\\s*:\\s*)?[\\[(]?([A-Za-z][A-Za-z0-9_]{2,60})[])]?(?=\\s*[:\\-–,.]|\\s*$|\\s)");

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{2,60}");

	static ErrorBody of(JsonNode body) {
		List<JsonNode> level = List.of(body);
		String name = null;
		String message = "";
		// Not deeper: entities have a status too.
		int status = status(List.of(body, body.path("error")));
		for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
			name = (name != null) ? name : name(level);
			message = (!message.isEmpty()) ? message : message(level);
			Optional<CorWord> word = words(level).min(Comparator.naturalOrder());
			if (word.isPresent()) {
				return new ErrorBody(word.get(), word.get().text(), message.isEmpty() ? deeperMessage(level) : message,
						status);
			}
			level = below(level);
		}
		return new ErrorBody(null, name, message, status);
	}

	/**
	 * What an answer says that is no JSON object.
	 * @param text the body
	 * @return its leading word, if that is known
	 */
	static ErrorBody ofText(String text) {
		CorWord word = leadingWord(text.strip().replaceAll("^\"|\"$", "")).orElse(null);
		return (word != null) ? new ErrorBody(word, word.text(), text.strip(), 0) : new ErrorBody(null, null, "", 0);
	}

	private static Stream<CorWord> words(List<JsonNode> level) {
		return level.stream().flatMap((node) -> {
			if (!node.isObject()) {
				return leadingWord(text(node)).stream();
			}
			Stream<CorWord> named = texts(node, NAME_KEYS).flatMap((text) -> CorWord.of(text).stream());
			Stream<CorWord> said = texts(node, SAID_KEYS).flatMap((text) -> leadingWord(text).stream());
			return Stream.concat(named, said);
		});
	}

	private static Optional<CorWord> leadingWord(String text) {
		var matcher = LEADING_WORD.matcher(text);
		return matcher.find() ? CorWord.of(matcher.group(1)) : Optional.empty();
	}

	private static @Nullable String name(List<JsonNode> level) {
		// A name says more than a code that nobody knows.
		return level.stream()
			.flatMap((node) -> texts(node, List.of("name", "errorName", "code", "errorCode", "error_code", "type")))
			.filter((text) -> NAME.matcher(text).matches())
			.findFirst()
			.orElse(null);
	}

	private static String message(List<JsonNode> level) {
		return level.stream().flatMap((node) -> texts(node, MESSAGE_KEYS)).findFirst().orElse("");
	}

	private static String deeperMessage(List<JsonNode> level) {
		return message(below(level));
	}

	private static int status(List<JsonNode> level) {
		return level.stream()
			.flatMap((node) -> STATUS_KEYS.stream().map(node::get).filter(Objects::nonNull))
			.filter((status) -> text(status).matches("[1-5]\\d\\d"))
			.mapToInt((status) -> Integer.parseInt(text(status)))
			.findFirst()
			.orElse(0);
	}

	private static Stream<String> texts(JsonNode node, List<String> keys) {
		return keys.stream()
			.map(node::get)
			.filter(Objects::nonNull)
			.map(ErrorBody::text)
			.filter((text) -> !text.isEmpty());
	}

	/** A list of texts is one text: validators answer with lists. */
	private static String text(JsonNode node) {
		if (node.isArray() && node.size() <= WIDEST && node.valueStream().allMatch(JsonNode::isString)) {
			return String.join("; ", node.valueStream().map(JsonNode::asString).toList());
		}
		return (node.isString() || node.isIntegralNumber()) ? node.asString().strip() : "";
	}

	private static List<JsonNode> below(List<JsonNode> level) {
		return level.stream().flatMap(ErrorBody::below).limit(WIDEST).toList();
	}

	private static Stream<JsonNode> below(JsonNode node) {
		if (node.isObject()) {
			return node.properties()
				.stream()
				.filter((field) -> !ECHOES.contains(field.getKey()))
				.map((field) -> unpacked(field.getValue()))
				.filter(JsonNode::isContainer);
		}
		return node.valueStream().map(ErrorBody::unpacked).filter((child) -> child.isContainer() || child.isString());
	}

	/** A service behind another one often sends JSON as a text. */
	private static JsonNode unpacked(JsonNode node) {
		JsonNode inner = (node.isString() && node.asString().startsWith("{")) ? Json.read(node.asString()) : null;
		return (inner != null) ? inner : node;
	}

}
