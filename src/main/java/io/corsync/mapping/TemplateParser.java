package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads a text with fields between braces.
 */
final class TemplateParser {

	private final PathSyntax paths;

	private final Problems problems;

	TemplateParser(PathSyntax paths, Problems problems) {
		this.paths = paths;
		this.problems = problems;
	}

	/**
	 * Reads a template.
	 * @param text the template
	 * @param place where it stands in the file
	 * @param field what it is for
	 * @return null when it has a problem
	 */
	@Nullable Template parse(String text, Place place, String field) {
		List<Source> parts = new ArrayList<>();
		StringBuilder words = new StringBuilder();
		int at = 0;
		while (at < text.length()) {
			char sign = text.charAt(at);
			if ((sign == '{' || sign == '}') && text.startsWith(String.valueOf(sign), at + 1)) {
				words.append(sign);
				at += 2;
			}
			else if (sign == '{') {
				int end = text.indexOf('}', at);
				if (end < 0) {
					return refuse(place, field, "has a { without its }", "close it, or write {{ for a brace");
				}
				Source.Path path = this.paths.read(text.substring(at + 1, end).strip(), place, field);
				if (path == null) {
					return null;
				}
				addWords(words, parts);
				parts.add(path);
				at = end + 1;
			}
			else if (sign == '}') {
				return refuse(place, field, "has a } without its {", "open it, or write }} for a brace");
			}
			else {
				words.append(sign);
				at++;
			}
		}
		addWords(words, parts);
		return parts.stream().anyMatch(Source.Path.class::isInstance) ? new Template(List.copyOf(parts))
				: refuse(place, field, "has no field in it", "write a field between braces, such as {Account.Name}");
	}

	private static void addWords(StringBuilder words, List<Source> parts) {
		if (!words.isEmpty()) {
			parts.add(new Source.Constant(words.toString()));
			words.setLength(0);
		}
	}

	private @Nullable Template refuse(Place place, String field, String what, String remedy) {
		this.problems.add(place, field, what, remedy);
		return null;
	}

}
