package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard and the alert rules that the documentation offers.
 */
final class Monitoring {

	private static final Path RULES = Path.of("docs/monitoring/prometheus-rules.yml");

	private static final Path DASHBOARD = Path.of("docs/monitoring/grafana-dashboard.json");

	private static final Pattern SELECTOR = Pattern.compile("([a-z_:][a-z0-9_:]*)\\{([^}]*)\\}");

	private static final Pattern MATCHER = Pattern.compile("\\s*([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"\\s*");

	private Monitoring() {
	}

	static List<Map<String, Object>> rules() throws IOException {
		Map<String, Object> file = new Yaml().load(Files.readString(RULES));
		List<Map<String, Object>> rules = new ArrayList<>();
		for (Map<String, Object> group : maps(file.get("groups"))) {
			rules.addAll(maps(group.get("rules")));
		}
		return rules;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> maps(Object list) {
		return (List<Map<String, Object>>) list;
	}

	static JsonNode dashboard() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(DASHBOARD));
	}

	/** Every expression of both. */
	static List<String> expressions() throws IOException {
		List<String> expressions = new ArrayList<>();
		rules().forEach((rule) -> expressions.add((String) rule.get("expr")));
		dashboard().get("panels")
			.valueStream()
			.flatMap((panel) -> panel.get("targets").valueStream())
			.forEach((target) -> expressions.add(target.get("expr").stringValue()));
		return expressions;
	}

	/** The labels that the expressions choose by, by the name of the figure. */
	static Map<String, Set<String>> chosen() throws IOException {
		Map<String, Set<String>> chosen = new TreeMap<>();
		for (String expression : expressions()) {
			SELECTOR.matcher(expression)
				.results()
				.forEach((selector) -> chosen.computeIfAbsent(selector.group(1), (name) -> new TreeSet<>())
					.addAll(labels(selector.group(2))));
		}
		return chosen;
	}

	private static Set<String> labels(String matchers) {
		return MATCHER.matcher(matchers).results().map((matcher) -> matcher.group(1)).collect(Collectors.toSet());
	}

	/** Whether it is selectors, functions, numbers and what stands between them. */
	static boolean readable(String expression) {
		String rest = expression.replace("$__rate_interval", "5m").replace("$__interval", "5m").replace("$job", "job");
		for (MatchResult selector : SELECTOR.matcher(rest).results().toList()) {
			for (String matcher : selector.group(2).split(",")) {
				if (!MATCHER.matcher(matcher).matches()) {
					return false;
				}
			}
		}
		rest = SELECTOR.matcher(rest).replaceAll("1").replaceAll("1\\[\\d+[smhd]\\]", "1");
		rest = rest.replaceAll("\\b(sum|max|min|avg) by \\([a-z_, ]+\\) ?\\(", "(")
			.replaceAll("\\b(sum|max|min|avg|rate|increase|time)\\(", "(")
			.replaceAll("\\bhistogram_quantile\\(0\\.\\d+, ", "(")
			.replaceAll("\\b(and|or|unless)\\b", "+")
			.replaceAll("(==|!=|>=|<=|[<>*/-])", "+")
			.replaceAll("\\d+(\\.\\d+)?", "1")
			.replaceAll(" ", "");
		String before = "";
		while (!rest.equals(before)) {
			before = rest;
			rest = rest.replaceAll("\\(1\\)", "1").replaceAll("1\\+1", "1");
		}
		return rest.equals("1");
	}

}
