package io.corsync.mapping;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into nodes that know their places, without making objects of them, and tells
 * in plain words where the syntax is wrong.
 */
final class YamlText {

	static final String WHOLE = "the file";

	private static final Set<Tag> TAGS = Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL,
			Tag.TIMESTAMP, Tag.MERGE);

	/** Parts of SnakeYAML's messages, and what an administrator can do about them. */
	private static final List<Plain> PLAIN_WORDS = List.of(
			new Plain("cannot start any token",
					"has a character here that YAML keeps for itself, such as a tab, @, % or `",
					"indent with blanks, and put a value that starts with such a character in quotes"),
			new Plain("mapping values are not allowed", "has a colon where none is expected",
					"check the indentation of this line and the one above, and put a value with a colon in quotes"),
			new Plain("could not find expected ':'", "has a key without a colon here or on the line above",
					"write `key: value`"),
			new Plain("expected <block end>", "has a line whose indentation does not fit the lines above",
					"begin all lines of one section in the same column"),
			new Plain("expected ',' or", "has a bracket that is not closed", "close every { with } and every [ with ]"),
			new Plain("unexpected end of stream", "ends within quotes",
					"close the quotes that are open since the place named here"),
			new Plain("undefined alias", "has a value that starts with * here, which YAML takes for an alias",
					"put it in quotes"),
			new Plain("another document", "has a second document behind `---`",
					"keep one mapping and remove the line `---`"),
			new Plain("tag is not allowed", "has a tag here, which a mapping has no use for",
					"remove the word that starts with !"));

	private final Problems problems;

	private final String example;

	/**
	 * Creates a reader.
	 * @param problems takes what is wrong
	 * @param example a file that shows how it is done
	 */
	YamlText(Problems problems, String example) {
		this.problems = problems;
		this.example = example;
	}

	/**
	 * Reads the text.
	 * @param text YAML
	 * @return the root, null when the text is empty or a problem was found
	 */
	@Nullable Node read(String text) {
		// Windows editors put a byte order mark in front.
		String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
		if (hasControls(yaml)) {
			return null;
		}
		try {
			Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
			if (root == null) {
				this.problems.add(Place.START, WHOLE, "is empty", "start from " + this.example);
				return null;
			}
			refuseTags(root, Collections.newSetFromMap(new IdentityHashMap<>()));
			return root;
		}
		catch (MarkedYAMLException ex) {
			tell(ex);
		}
		catch (YAMLException ex) {
			this.problems.add(Place.START, WHOLE, "cannot be read as YAML: " + firstLine(ex.getMessage()),
					"compare it with " + this.example);
		}
		return null;
	}

	private boolean hasControls(String yaml) {
		int line = 1;
		int lineStart = 0;
		for (int i = 0; i < yaml.length(); i += Character.charCount(yaml.codePointAt(i))) {
			int character = yaml.codePointAt(i);
			if (!StreamReader.isPrintable(character)) {
				this.problems.add(new Place(line, i - lineStart + 1), WHOLE,
						"has an invisible control character (U+%04X) here".formatted(character), "delete it");
				return true;
			}
			if (character == '\n') {
				line++;
				lineStart = i + 1;
			}
		}
		return false;
	}

	private void tell(MarkedYAMLException ex) {
		String words = firstLine(ex.getProblem());
		Plain plain = PLAIN_WORDS.stream()
			.filter((candidate) -> words.contains(candidate.part()))
			.findFirst()
			.orElseGet(() -> new Plain(words, "is not valid YAML here: " + words, "correct this line"));
		boolean openQuote = words.contains("unexpected end of stream") && ex.getContextMark() != null;
		Mark mark = openQuote ? ex.getContextMark() : ex.getProblemMark();
		this.problems.add((mark != null) ? Place.of(mark) : Place.START, WHOLE, plain.what(), plain.remedy());
	}

	private static String firstLine(@Nullable String message) {
		return (message != null) ? message.lines().findFirst().orElse("") : "";
	}

	private void refuseTags(Node node, Set<Node> seen) {
		if (!seen.add(node)) {
			return;
		}
		if (!TAGS.contains(node.getTag())) {
			this.problems.add(Place.of(node), WHOLE,
					"has the tag " + Wording.quoted(node.getTag().getValue()) + ", which a mapping has no use for",
					"remove the word that starts with !");
		}
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((item) -> refuseTags(item, seen));
		}
		if (node instanceof MappingNode mapping) {
			mapping.getValue().forEach((tuple) -> {
				refuseTags(tuple.getKeyNode(), seen);
				refuseTags(tuple.getValueNode(), seen);
			});
		}
	}

	/**
	 * An error of syntax in plain words.
	 *
	 * @param part what SnakeYAML's message contains
	 * @param what the trouble
	 * @param remedy the way out
	 */
	private record Plain(String part, String what, String remedy) {

	}

}
