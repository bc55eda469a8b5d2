package io.corsync.mapping;

import java.io.StringReader;
import java.math.BigDecimal;

import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as editors do, by the core schema of YAML 1.2: a date is a text there, and
 * so is yes.
 */
final class YamlJson {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private YamlJson() {
	}

	static JsonNode read(String yaml) {
		return json(new Yaml().compose(new StringReader(yaml)));
	}

	private static JsonNode json(Node node) {
		if (node instanceof MappingNode mapping) {
			ObjectNode object = JSON.objectNode();
			mapping.getValue()
				.forEach((tuple) -> object.set(((ScalarNode) tuple.getKeyNode()).getValue(),
						json(tuple.getValueNode())));
			return object;
		}
		if (node instanceof SequenceNode sequence) {
			ArrayNode array = JSON.arrayNode();
			sequence.getValue().forEach((item) -> array.add(json(item)));
			return array;
		}
		return (node instanceof ScalarNode scalar) ? scalar(scalar) : JSON.nullNode();
	}

	private static JsonNode scalar(ScalarNode scalar) {
		String text = scalar.getValue();
		if (!scalar.isPlain()) {
			return JSON.stringNode(text);
		}
		if (text.matches("null|Null|NULL|~|")) {
			return JSON.nullNode();
		}
		if (text.matches("true|True|TRUE|false|False|FALSE")) {
			return JSON.booleanNode(text.equalsIgnoreCase("true"));
		}
		return text.matches("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d{1,3})?") ? JSON.numberNode(new BigDecimal(text))
				: JSON.stringNode(text);
	}

}
