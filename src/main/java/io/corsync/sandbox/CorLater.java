package io.corsync.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Carries out calls some time after their connection ended.
 */
final class CorLater implements AutoCloseable {

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "sandbox-cor-later");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Runnable> waiting = new LinkedHashSet<>();

	synchronized void after(Duration delay, Runnable work) {
		this.waiting.add(work);
		this.timer.schedule(() -> runOnce(work), delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void runOnce(Runnable work) {
		boolean first;
		synchronized (this) {
			first = this.waiting.remove(work);
		}
		if (first) {
			work.run();
		}
	}

	/** Does now what was for later. */
	int runAll() {
		List<Runnable> all;
		synchronized (this) {
			all = new ArrayList<>(this.waiting);
		}
		all.forEach(this::runOnce);
		return all.size();
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	synchronized void clear() {
		this.waiting.clear();
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
