package io.corsync.sandbox;

import java.util.List;

/**
 * A field as a query names it, through parents or not.
 *
 * @param names relationships and the field, as written
 * @param at where it stands in the query
 */
record SoqlPath(List<String> names, int at) {

	static SoqlPath of(SoqlToken token) {
		List<String> names = List.of(token.text().split("\\.", -1));
		if (names.stream().anyMatch(String::isEmpty)) {
			throw SoqlRefusal.unexpected(token);
		}
		return new SoqlPath(names, token.at());
	}

}
