package io.corsync.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Plays cases, two at a time, each with services, a database and a directory of its own.
 */
final class Prover {

	private static final int AT_A_TIME = 2;

	/** Short enough for a case of seconds; a slow answer is a doubt like any other. */
	private static final Map<String, String> USUAL = Map.of("COR_SETTLE_AFTER", "2s", "COR_READ_TIMEOUT", "5s",
			"SYNC_CHUNK_SIZE", "10");

	private final Launching launching;

	private final Path directory;

	private final Place place;

	private final long seed;

	private final Way way;

	Prover(Launching launching, Path directory, Place place, long seed, Way way) {
		this.launching = launching;
		this.directory = directory;
		this.place = place;
		this.seed = seed;
		this.way = way;
	}

	/**
	 * Plays all cases.
	 * @param cases the cases
	 * @param ended told of each as it ends
	 * @return what became of them, in the order of the cases
	 */
	List<Verdict> prove(List<Case> cases, Consumer<Verdict> ended) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
		try {
			ExecutorCompletionService<Verdict> plays = new ExecutorCompletionService<>(threads);
			cases.forEach((one) -> plays.submit(() -> play(one)));
			List<Verdict> verdicts = new ArrayList<>();
			for (int i = 0; i < cases.size(); i++) {
				Verdict verdict = plays.take().get();
				verdicts.add(verdict);
				ended.accept(verdict);
			}
			List<String> order = cases.stream().map(Case::name).toList();
			verdicts.sort(Comparator.comparingInt((verdict) -> order.indexOf(verdict.name())));
			return verdicts;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Verdict play(Case one) throws IOException {
		long begin = System.nanoTime();
		Path home = Files.createDirectories(this.directory.resolve(one.name()));
		List<String> problems = new ArrayList<>();
		Verdict.Books books = Verdict.Books.CLEAN;
		try (World world = new World(one.opportunities(), this.seed);
				Place.Scratch scratch = this.place.scratch();
				Program program = new Program(this.launching.line(), home, settings(one, world, scratch))) {
			Scene scene = new Scene(world, program, this.way);
			try {
				if (this.way == Way.SHARED) {
					program.run("db", "migrate");
				}
				for (Step step : one.steps()) {
					step.take(scene);
				}
				books = scene.finish(one.reruns());
			}
			finally {
				problems.addAll(scene.problems());
			}
		}
		catch (IOException | RuntimeException ex) {
			problems.add("It could not be played: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			problems.add("It was interrupted");
		}
		Verdict verdict = new Verdict(one.name(), this.place.database(), Duration.ofNanos(System.nanoTime() - begin),
				books, List.copyOf(problems));
		if (verdict.passed()) {
			delete(home);
		}
		return verdict;
	}

	private static Map<String, String> settings(Case one, World world, Place.Scratch scratch) {
		Map<String, String> settings = new HashMap<>(USUAL);
		settings.putAll(world.settings());
		settings.putAll(scratch.settings());
		settings.putAll(one.settings());
		return settings;
	}

	/** Deletes a directory with everything in it. */
	static void delete(Path directory) throws IOException {
		List<Path> all;
		try (Stream<Path> tree = Files.walk(directory)) {
			all = tree.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path path : all) {
			Files.deleteIfExists(path);
		}
	}

}
