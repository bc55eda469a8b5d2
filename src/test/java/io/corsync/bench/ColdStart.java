package io.corsync.bench;

import java.util.List;
import java.util.concurrent.Callable;

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
		return List.of(
				Figure.value(group(), "sync with nothing to do, prepared start", "s",
						seconds(ground, () -> home.run("sync")), Goal.atMost(2.5)),
				Figure.value(group(), "sync with nothing to do, jar alone", "s",
						seconds(ground, () -> home.runPacked("sync")), Goal.atMost(7)));
	}

	private static double seconds(Ground ground, Callable<Child> start) throws Exception {
		double[] seconds = new double[ground.pick(5, 3)];
		for (int i = 0; i < seconds.length; i++) {
			seconds[i] = start.call().expect(0).seconds();
		}
		return FigureTable.median(seconds);
	}

}
