package io.corsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every single run measured, in a file, so that hours of measuring can be had in
 * parts.
 *
 * @param program which build was measured
 * @param quick whether the runs were short ones
 * @param runs the figures of each run
 */
record Results(String program, boolean quick, List<List<Figure>> runs) {

	/**
	 * Results without a run.
	 * @param jar the program
	 */
	static Results none(Path jar, boolean quick) throws IOException {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
			return new Results(HexFormat.of().formatHex(hash), quick, List.of());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * These runs, behind those of a file.
	 * @throws IllegalArgumentException when the file's runs are of another kind
	 */
	Results behind(Path file) throws IOException {
		if (!Files.exists(file)) {
			return this;
		}
		JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
		if (!json.path("program").asString("").equals(this.program) || json.path("quick").asBoolean() != this.quick) {
			throw new IllegalArgumentException(
					"%s tells of another build of the program, or of runs of another length: measure anew, without --keep"
						.formatted(file));
		}
		List<List<Figure>> all = new ArrayList<>();
		json.get("runs").forEach((run) -> all.add(run.valueStream().map(Results::figure).toList()));
		all.addAll(this.runs);
		return new Results(this.program, this.quick, all);
	}

	/**
	 * These runs and one more.
	 */
	Results and(List<Figure> run) {
		List<List<Figure>> all = new ArrayList<>(this.runs);
		all.add(run);
		return new Results(this.program, this.quick, all);
	}

	/**
	 * The medians, in the order of the groups.
	 */
	List<Figure> medians(List<String> groups) {
		return FigureTable.medians(this.runs)
			.stream()
			.sorted(Comparator.comparingInt((figure) -> groups.indexOf(figure.group())))
			.toList();
	}

	/**
	 * How many runs are behind the figures: "3", or "1 to 3".
	 */
	String counts() {
		Map<String, Long> counts = this.runs.stream()
			.flatMap(List::stream)
			.map(Figure::name)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		long least = counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
		long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
		return (least == most) ? String.valueOf(most) : least + " to " + most;
	}

	void write(Path file, String machine, List<Figure> medians) throws IOException {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("at", Instant.now().toString());
		json.put("machine", machine);
		json.put("program", this.program);
		json.put("quick", this.quick);
		json.put("figures", FigureTable.json(medians));
		json.put("runs", this.runs.stream().map(FigureTable::json).toList());
		Files.createDirectories(file.getParent());
		Files.writeString(file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
	}

	private static Figure figure(JsonNode json) {
		return new Figure(json.get("group").asString(), json.get("figure").asString(), json.get("unit").asString(),
				number(json.get("measured")), number(json.path("limit")), Goal.parse(json.path("goal").asString("")));
	}

	// What is no number is written as a text.
	private static double number(JsonNode json) {
		return json.isMissingNode() ? Double.NaN : Double.parseDouble(json.asString());
	}

}
