package io.corsync.mapping;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a mapping test wants to become of its row. A kind of which it says nothing is not
 * compared.
 *
 * @param made the entities that are to be made, by kind; an empty list for none
 * @param refused the causes by which entities are to be refused, by kind
 * @param rule the rule that is to fit, null when the test does not care
 * @param stopped whose updates are to be stopped, null when the test does not care
 */
record Expectation(Map<Kind, Made> made, Map<Kind, Refused> refused, @Nullable Fitting rule,
		@Nullable Stopped stopped) {

	/**
	 * The rule that is to fit.
	 *
	 * @param place where the test says so
	 * @param name its name, null for none
	 */
	record Fitting(Place place, @Nullable String name) {

	}

	/**
	 * Whose updates are to be stopped.
	 *
	 * @param place where the test says so
	 * @param kinds words of the kinds, none for nobody's
	 */
	record Stopped(Place place, SortedSet<String> kinds) {

	}

	/**
	 * The entities of one kind.
	 *
	 * @param place where the test says so
	 * @param entities one or several, none when nothing is to be made
	 */
	record Made(Place place, List<Entity> entities) {

	}

	/**
	 * One entity with all its fields.
	 *
	 * @param place where the test begins to say so
	 * @param id its external id, null when the test does not care
	 * @param fields its fields by COR's name
	 */
	record Entity(Place place, @Nullable String id, SortedMap<String, Field> fields) {

	}

	/**
	 * The value of a field.
	 *
	 * @param value as COR is to get it
	 * @param place where the test says so
	 */
	record Field(JsonNode value, Place place) {

	}

	/**
	 * Why entities of one kind are to be refused.
	 *
	 * @param place where the test says so
	 * @param causes the causes, all of them
	 */
	record Refused(Place place, SortedSet<String> causes) {

	}

}
