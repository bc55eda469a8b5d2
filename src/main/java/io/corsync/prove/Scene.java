package io.corsync.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One case as it is played: its two services, its program, and what went wrong so far.
 */
final class Scene {

	private static final long GLANCE_MILLIS = 10;

	private static final Duration SOON = Duration.ofSeconds(1);

	/** Workers of a run that is shared. */
	private static final int TOGETHER = 2;

	private final World world;

	private final Program program;

	private final Way way;

	private final List<String> problems = new ArrayList<>();

	private final Set<String> expected = new HashSet<>();

	private int dooms;

	private @Nullable Ended last;

	Scene(World world, Program program, Way way) {
		this.world = world;
		this.program = program;
		this.way = way;
	}

	World world() {
		return this.world;
	}

	List<String> problems() {
		return this.problems;
	}

	/** Something that must not be. */
	void problem(String words) {
		this.problems.add(words);
	}

	/** Runs a sync to its end. */
	Ended sync() throws IOException, InterruptedException {
		try (Crew crew = this.way.crew(this.program, TOGETHER, Map.of())) {
			this.last = this.way.start(this.program, Map.of()).end();
		}
		return this.last;
	}

	/** The last sync that came to its end. */
	Ended last() {
		if (this.last == null) {
			throw new IllegalStateException("No sync has ended yet");
		}
		return this.last;
	}

	/** Starts a sync and kills it at a boundary. */
	void syncAndKill(Boundary boundary, Kind kind, int time) throws IOException, InterruptedException {
		if (boundary == Boundary.REQUEST_SENT) {
			this.world.cor("POST", "faults",
					Map.of("effect", "HANG_BEFORE", "kind", kind.path(), "id", ".+", "skip", time - 1, "times", 1));
			runAndKillWhen(Map.of(), () -> this.world.hanging() > 0,
					"no call for a %s was sent".formatted(kind.word()));
			return;
		}
		Path mark = this.program.directory().resolve("doom-" + ++this.dooms);
		Doom doom = new Doom(boundary, kind, time, mark);
		runAndKillWhen(doom.environment(), () -> Files.exists(mark),
				"%s of a %s was never reached".formatted(boundary.word(), kind.word()));
	}

	/** Starts a sync and kills it when it has made so many calls. */
	void syncAndKillAfter(int calls) throws IOException, InterruptedException {
		long before = this.world.calls();
		try (Crew crew = this.way.crew(this.program, TOGETHER, Map.of())) {
			Program.Started sync = this.way.start(this.program, Map.of());
			while (sync.isAliveAfter(GLANCE_MILLIS) && this.world.calls() < before + calls) {
				// Until one of both is so.
			}
			sync.kill();
		}
	}

	// A shared run goes on with another worker.
	private void runAndKillWhen(Map<String, String> doom, Moment moment, String otherwise)
			throws IOException, InterruptedException {
		boolean shared = this.way == Way.SHARED;
		try (Crew doomed = this.way.crew(this.program, 1, doom)) {
			Program.Started sync = this.way.start(this.program, shared ? Map.of() : doom);
			while (!moment.isThere()) {
				if (!sync.isAliveAfter(GLANCE_MILLIS)) {
					problem("%s; %s".formatted(otherwise, sync.end().inShort()));
					return;
				}
			}
			if (!shared) {
				sync.kill();
				return;
			}
			doomed.kill();
			// The run goes on at once: what COR still holds it carries out soon, longer
			// is
			// beyond what is promised.
			later(SOON, this.world::release);
			try (Crew others = this.way.crew(this.program, 1, Map.of())) {
				sync.end();
			}
		}
	}

	/** Runs another command to its end. */
	Ended run(String... command) throws IOException, InterruptedException {
		return this.program.run(command);
	}

	/** Ends all trouble; what a correct client never does stays a problem. */
	void calm() {
		violations();
		this.world.calm();
	}

	/** Something that a correct client is brought to by COR's own lies. */
	void expect(String violation) {
		this.expected.add(violation);
	}

	private void violations() {
		this.world.violations()
			.stream()
			.filter((violation) -> !this.expected.contains(violation))
			.forEach((violation) -> problem("COR saw what a correct client never does: " + violation));
	}

	/** Does something while the next steps go on. */
	void later(Duration delay, Runnable work) {
		CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(work);
	}

	/** Ends all trouble, lets plain runs mend what is left, and asks the books. */
	Verdict.Books finish(int reruns) throws IOException, InterruptedException {
		calm();
		Ended ended = null;
		for (int i = 0; i < reruns && (ended == null || ended.code() != 0); i++) {
			ended = sync();
		}
		if (ended != null && ended.code() != 0) {
			problem("After %d runs without trouble: %s".formatted(reruns, ended.inShort()));
		}
		Verdict.Books books = new Judge(this.world, this.problems).judge(this.program);
		violations();
		return books;
	}

	/**
	 * Something to wait for.
	 */
	@FunctionalInterface
	private interface Moment {

		boolean isThere();

	}

}
