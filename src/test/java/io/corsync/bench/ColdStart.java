package io.corsync.bench;

import java.util.List;

/**
 * How long a nightly run takes that has nothing to do, from the command to its exit.
 */
final class ColdStart implements Measurement {

	@Override
	public String group() {
		return "start";
	}

	@Override
	public String words() {
		return "cor-sync sync with nothing to do, cold start to exit, prepared and not";
	}

	@Override
	public List<Figure> measure(Ground ground) throws Exception {
		Ground.Home home = ground.home("start");
		ground.standIn().set("opportunities=20&latency=0&age=3600");
		home.run("sync", "--yes").expect(0);
		int times = ground.pick(5, 3);
		double[] prepared = new double[times];
		double[] packed = new double[times];
		double[] empty = new double[times];
		// In turn: a machine that others share is now quicker, now slower.
		for (int i = 0; i < times; i++) {
			prepared[i] = home.run("sync").expect(0).seconds();
			packed[i] = home.runPacked("sync").expect(0).seconds();
			empty[i] = ground.emptyStart().expect(0).seconds();
		}
		return List.of(
				Figure.value(group(), "sync with nothing to do, prepared start", "s", FigureTable.median(prepared),
						Goal.atMost(2.5)),
				Figure.value(group(), "sync with nothing to do, jar alone", "s", FigureTable.median(packed),
						Goal.atMost(7)),
				Figure.value(group(), "an empty Spring Boot program, in turn with these", "s",
						FigureTable.median(empty), Goal.NONE));
	}

}
