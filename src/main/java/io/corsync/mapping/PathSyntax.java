package io.corsync.mapping;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the name of a Salesforce field, also through lookups, and tells the usual
 * mistakes from one another.
 */
final class PathSyntax {

	private static final Pattern PATH = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*");

	private final String object;

	private final Problems problems;

	PathSyntax(String object, Problems problems) {
		this.object = object;
		this.problems = problems;
	}

	Source.@Nullable Path read(String text, Place place, String field) {
		Result result = parse(text, place);
		if (result.path() == null) {
			this.problems.add(place, field, "has " + result.what(), result.remedy());
		}
		return result.path();
	}

	Result parse(String text, Place place) {
		if (!PATH.matcher(text).matches() || text.matches("(?i)true|false")) {
			return new Result(null, Wording.quoted(text) + ", which cannot be the name of a field",
					"write an API name such as Name or Account.Industry, or { constant: … } for a fixed value");
		}
		List<String> names = List.of(text.split("\\."));
		List<String> relationships = names.subList(0, names.size() - 1);
		String last = names.get(names.size() - 1);
		String better = better(relationships, last);
		if (!better.equals(text)) {
			return new Result(null, Wording.quoted(text) + ", which is no way to a field of " + this.object,
					"write " + better);
		}
		return new Result(new Source.Path(relationships, last, place), "", "");
	}

	/** What was meant; the same text when nothing is wrong. */
	private String better(List<String> relationships, String last) {
		StringBuilder better = new StringBuilder();
		for (int i = 0; i < relationships.size(); i++) {
			String name = relationships.get(i);
			if (i == 0 && name.equalsIgnoreCase(this.object)) {
				// Paths begin at the row itself, not with its object's name.
				continue;
			}
			better.append(relationship(name)).append('.');
		}
		boolean wayWithoutEnd = last.endsWith("__r");
		return better.append(wayWithoutEnd ? last + ".Name" : last).toString();
	}

	private static String relationship(String name) {
		if (name.endsWith("__c")) {
			return name.substring(0, name.length() - 1) + "r";
		}
		boolean lookup = name.endsWith("Id") && name.length() > 2;
		return lookup ? name.substring(0, name.length() - 2) : name;
	}

	/**
	 * What a text means.
	 *
	 * @param path the path, null when it is none
	 * @param what what is wrong with it
	 * @param remedy what to write
	 */
	record Result(Source.@Nullable Path path, String what, String remedy) {

	}

}
