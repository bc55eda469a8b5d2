package io.corsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the built program against its limits; {@code scripts/bench} starts it.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Measures the built program as users run it, each figure beside its limit. Prints a table and writes target/bench/bench.json.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:every goal is met", "1:a goal is missed, or something could not be measured" })
public final class Bench implements Callable<Integer> {

	@Option(names = "--only", paramLabel = "FIGURE", split = ",",
			description = "Measures only these; --list names them. Repeatable.")
	private List<String> only = List.of();

	@Option(names = "--quick", description = "Rough numbers: short runs, few rows.")
	private boolean quick;

	@Option(names = "--peers", description = "Also the plain loop everywhere, and Apache Camel.")
	private boolean peers;

	@Option(names = "--repeat", paramLabel = "N", defaultValue = "1",
			description = "Measures everything so often and reports medians. Default: ${DEFAULT-VALUE}.")
	private int repeat;

	@Option(names = "--keep",
			description = "Adds to the runs that target/bench/bench.json has, so that it can be measured in parts.")
	private boolean keep;

	@Option(names = "--document", description = "Puts the table into docs/performance.md.")
	private boolean document;

	@Option(names = "--list", description = "Names the figures and ends.")
	private boolean list;

	/**
	 * Measures.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(new CommandLine(new Bench()).execute(args));
	}

	static List<Measurement> measurements() {
		return List.of(new StandInCost(), new ColdStart(), new CreateRates(20), new CreateRates(50),
				new CreateRates(100), new CreateRates(300), new RateLimits(), new UnchangedRows(), new LongTexts(),
				new Growth());
	}

	@Override
	public Integer call() throws Exception {
		if (this.list) {
			measurements()
				.forEach((measurement) -> System.out.printf("%-12s %s%n", measurement.group(), measurement.words()));
			return 0;
		}
		Path root = Path.of("").toAbsolutePath();
		Path file = root.resolve("target/bench/bench.json");
		Results results = Results.none(root.resolve("target/cor-sync.jar"), this.quick);
		results = this.keep ? results.behind(file) : results;
		List<String> groups = measurements().stream().map(Measurement::group).toList();
		try (StandInProcess standIn = StandInProcess.start()) {
			Ground ground = new Ground(root, standIn, this.quick, this.peers);
			for (int i = 0; i < this.repeat; i++) {
				results = run(ground, results, groups, file);
			}
		}
		List<Figure> figures = results.medians(groups);
		FigureTable.lines(figures).forEach(System.out::println);
		System.err.printf("%s; all runs are in target/bench/bench.json%n", Machine.words());
		if (this.document) {
			Path page = root.resolve("docs/performance.md");
			Files.writeString(page,
					FigureDocument.with(Files.readString(page), title(results), FigureTable.lines(figures)));
		}
		return figures.stream().allMatch(Figure::met) ? 0 : 1;
	}

	private Results run(Ground ground, Results before, List<String> groups, Path file) throws Exception {
		List<Figure> figures = new ArrayList<>();
		Results results = before;
		for (Measurement measurement : chosen()) {
			System.err.printf("%s: %s%n", measurement.group(), measurement.words());
			List<Figure> measured = measurement.measure(ground);
			FigureTable.lines(measured).stream().skip(2).forEach(System.err::println);
			figures.addAll(measured);
			results = before.and(List.copyOf(figures));
			results.write(file, Machine.words(), results.medians(groups));
		}
		return results;
	}

	private List<Measurement> chosen() {
		List<Measurement> chosen = measurements().stream()
			.filter((measurement) -> this.only.isEmpty()
					|| this.only.stream().anyMatch(measurement.group()::startsWith))
			.toList();
		if (chosen.isEmpty()) {
			throw new IllegalArgumentException("No figure is called %s: --list names them".formatted(this.only));
		}
		return chosen;
	}

	private String title(Results results) throws IOException {
		return "%s%s: %s.".formatted(this.quick ? "Rough numbers of short runs" : "Measured",
				(results.runs().size() > 1) ? ", medians of %s runs".formatted(results.counts()) : "", Machine.words());
	}

}
