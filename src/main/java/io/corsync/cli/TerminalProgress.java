package io.corsync.cli;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.corsync.sync.Phase;
import io.corsync.sync.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar with rate and time left for a person at a terminal.
 */
final class TerminalProgress implements Progress {

	private final Screen screen;

	private final AtomicReference<@Nullable ProgressBar> bar = new AtomicReference<>();

	/** Rows of a step whose number nobody knows beforehand. */
	private final LongAdder uncounted = new LongAdder();

	private volatile String task = "";

	TerminalProgress(Screen screen) {
		this.screen = screen;
	}

	@Override
	public void begin(Phase phase, long total) {
		end();
		this.task = phase.words();
		if (total > 0) {
			draw(total, 0);
		}
	}

	@Override
	public void expect(long total) {
		if (total > 0 && this.bar.get() == null) {
			draw(total, this.uncounted.sumThenReset());
		}
	}

	private void draw(long total, long done) {
		ProgressBar drawn = new ProgressBarBuilder().setTaskName(this.task)
			.setInitialMax(total)
			.setStyle(ProgressBarStyle.ASCII)
			.setUnit(" rows", 1)
			.setSpeedUnit(ChronoUnit.SECONDS)
			.showSpeed()
			.setConsumer(new ConsoleProgressBarConsumer(System.err, this.screen.width()))
			.build();
		drawn.stepBy(done);
		this.bar.set(drawn);
	}

	@Override
	public void advance(int rows) {
		ProgressBar current = this.bar.get();
		if (current != null) {
			current.stepBy(rows);
		}
		else {
			this.uncounted.add(rows);
		}
	}

	@Override
	public void end() {
		ProgressBar ended = this.bar.getAndSet(null);
		if (ended != null) {
			ended.close();
		}
		long rows = this.uncounted.sumThenReset();
		if (rows > 0) {
			this.screen.talk("%s: %,d rows".formatted(this.task, rows));
		}
	}

	@Override
	public void say(String message) {
		this.screen.talk(message);
	}

}
