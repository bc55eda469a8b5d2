package io.corsync.prove;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command left behind.
 *
 * @param command the command and its options
 * @param code its exit code
 * @param out its answer
 * @param err its talk
 */
record Ended(List<String> command, int code, String out, String err) {

	/** The answer as JSON, an empty list when it is none. */
	JsonNode json() {
		try {
			return JsonMapper.shared().readTree(this.out);
		}
		catch (JacksonException ex) {
			return JsonMapper.shared().createArrayNode();
		}
	}

	/** Answer and talk as one line of single blanks. */
	String said() {
		return (this.out + " " + this.err).replaceAll("\\s+", " ").strip();
	}

	/** The command, its exit code and its last words. */
	String inShort() {
		String said = said();
		return "%s ended with exit code %d: …%s".formatted(String.join(" ", this.command), this.code,
				said.substring(Math.max(0, said.length() - 300)));
	}

}
