package io.corsync.bench;

import java.util.List;

/**
 * Whether rows with long texts on all parents fit into a small heap.
 */
final class LongTexts implements Measurement {

	private static final int TEXT = 20_000;

	@Override
	public String group() {
		return "texts";
	}

	@Override
	public String words() {
		return "20,000 Opportunities with 20 KB descriptions on all parents, -Xmx256m";
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		int rows = ground.pick(20_000, 2000);
		ground.standIn().set("opportunities=%d&latency=0&text=%d".formatted(rows, TEXT));
		Child run = ground.home("texts")
			.with("COR_MAX_IN_FLIGHT", 32)
			.with("JAVA_OPTS", "-Xmx256m")
			.run("sync", "--yes");
		return List.of(
				Figure.value(group(), "exit code, %,d rows with 20 KB texts, -Xmx256m".formatted(rows), "", run.code(),
						Goal.exactly(0)),
				Figure.value(group(), "peak resident, %,d rows with 20 KB texts".formatted(rows), "MB",
						run.peakResident() / 1048576.0, Goal.NONE));
	}

}
