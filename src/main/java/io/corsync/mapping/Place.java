package io.corsync.mapping;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Where something stands in the mapping file, counted from 1.
 *
 * @param line the line
 * @param column the column
 */
record Place(int line, int column) {

	static final Place START = new Place(1, 1);

	static Place of(Node node) {
		return of(node.getStartMark());
	}

	static Place of(Mark mark) {
		return new Place(mark.getLine() + 1, mark.getColumn() + 1);
	}

}
