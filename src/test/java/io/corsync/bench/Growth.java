package io.corsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether memory and time for a row stay what they are when there are a hundred times as
 * many, and whether a ledger of that size still answers at once.
 */
final class Growth implements Measurement {

	private static final int HEAP = 256;

	private static final long MEGABYTE = 1024 * 1024;

	private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

	/** COR refuses a thousandth, so that there is something to list. */
	private static final int REFUSED_EVERY = 1000;

	@Override
	public String group() {
		return "growth";
	}

	@Override
	public String words() {
		return "memory and seconds for a row at 1,000,000 Opportunities, and commands on that ledger";
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		Size small = size(ground, ground.pick(10_000, 2000));
		Size middle = size(ground, ground.pick(100_000, 10_000));
		Size large = size(ground, ground.pick(1_000_000, 40_000));
		List<Figure> figures = new ArrayList<>();
		figures.add(Figure.ratio(group(), "peak heap, creating %,d".formatted(large.rows()), "MB",
				large.created().heap(), HEAP, Goal.atMost(1)));
		figures.add(resident("creating", large.rows(), large.created(), middle.rows(), middle.created()));
		figures.add(resident("unchanged", large.rows(), large.unchanged(), middle.rows(), middle.unchanged()));
		figures.add(perRow("creating", large.rows(), large.created(), small.rows(), small.created()));
		figures.add(perRow("unchanged", large.rows(), large.unchanged(), small.rows(), small.unchanged()));
		for (String command : List.of("explain", "failures", "runs")) {
			figures.add(Figure.value(group(),
					"%s, ledger of %,d, more than of %,d".formatted(command, large.rows(), small.rows()), "s",
					seconds(ground, large, command) - seconds(ground, small, command), Goal.atMost(1)));
		}
		try (PageVisit visit = PageVisit.open(large.home())) {
			figures.add(Figure.value(group(), "status page, ledger of %,d".formatted(large.rows()), "s",
					visit.firstPaint(), Goal.atMost(1)));
			figures.add(Figure.value(group(), "its totals after it, ledger of %,d".formatted(large.rows()), "s",
					visit.totals(), Goal.NONE));
		}
		return figures;
	}

	private Size size(Ground ground, int rows) throws Exception {
		Ground.Home home = ground.home("growth-" + rows)
			.with("COR_MAX_IN_FLIGHT", 32)
			.with("JAVA_OPTS", "-Xmx%dm -Xlog:gc:file=gc.log".formatted(HEAP));
		ground.standIn().set("opportunities=%d&latency=0&age=3600&refused=%d".formatted(rows, REFUSED_EVERY));
		Child created = home.run("sync", "--yes").expect(3);
		double createdHeap = heap(home);
		double nothing = home.run("sync").expect(0).seconds();
		ground.standIn().set("touch=0");
		Child unchanged = home.run("sync");
		if (unchanged.code() != 0) {
			unchanged.expect(3);
		}
		return new Size(rows, home, Pass.of(created, createdHeap, nothing, rows),
				Pass.of(unchanged, heap(home), nothing, rows));
	}

	private Figure resident(String what, int many, Pass large, int few, Pass middle) {
		return Figure.ratio(group(), "peak resident, %s %,d beside %,d".formatted(what, many, few), "MB",
				large.resident(), middle.resident(), Goal.atMost(1.1));
	}

	private Figure perRow(String what, int many, Pass large, int few, Pass small) {
		return Figure.ratio(group(), "time for a row, %s %,d beside %,d".formatted(what, many, few), "ms",
				large.millisForRow(), small.millisForRow(), Goal.atMost(1.1));
	}

	// On a small ledger, a command takes little more than its start and its logins.
	private static double seconds(Ground ground, Size size, String command) throws Exception {
		String[] line = command.equals("explain")
				? new String[] { command, "00600000%07dAAA".formatted(size.rows() / 2) } : new String[] { command };
		double[] seconds = new double[ground.pick(5, 3)];
		for (int i = 0; i < seconds.length; i++) {
			Child run = size.home().run(line);
			seconds[i] = run.seconds();
			if (run.code() != 0) {
				run.expect(3);
			}
		}
		return FigureTable.median(seconds);
	}

	/** The most that was left behind a collection. */
	private static double heap(Ground.Home home) throws IOException {
		Path log = home.directory().resolve("gc.log");
		int most = 0;
		Matcher collection = COLLECTION.matcher(Files.readString(log));
		while (collection.find()) {
			most = Math.max(most, Integer.parseInt(collection.group(2)));
		}
		return most;
	}

	/**
	 * The passes over one number of rows.
	 *
	 * @param rows how many Opportunities
	 * @param home where its ledger is
	 * @param created the pass that created them
	 * @param unchanged the pass that read them again
	 */
	private record Size(int rows, Ground.Home home, Pass created, Pass unchanged) {
	}

	/**
	 * One pass.
	 *
	 * @param heap the most heap that was in use behind a collection, in MB
	 * @param resident the most memory of the process, in MB
	 * @param millisForRow time for a row, a run without rows subtracted
	 */
	private record Pass(double heap, double resident, double millisForRow) {

		static Pass of(Child run, double heap, double nothing, int rows) {
			return new Pass(heap, (double) run.peakResident() / MEGABYTE, (run.seconds() - nothing) * 1000 / rows);
		}

	}

}
