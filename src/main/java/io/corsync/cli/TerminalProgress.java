package io.corsync.cli;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

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

	TerminalProgress(Screen screen) {
		this.screen = screen;
	}

	@Override
	public void begin(Phase phase, long total) {
		end();
		if (total == 0) {
			return;
		}
		this.bar.set(new ProgressBarBuilder().setTaskName(phase.words())
			.setInitialMax(total)
			.setStyle(ProgressBarStyle.ASCII)
			.setUnit(" rows", 1)
			.setSpeedUnit(ChronoUnit.SECONDS)
			.showSpeed()
			.setConsumer(new ConsoleProgressBarConsumer(System.err, this.screen.width()))
			.build());
	}

	@Override
	public void advance(int rows) {
		ProgressBar current = this.bar.get();
		if (current != null) {
			current.stepBy(rows);
		}
	}

	@Override
	public void end() {
		ProgressBar ended = this.bar.getAndSet(null);
		if (ended != null) {
			ended.close();
		}
	}

	@Override
	public void say(String message) {
		this.screen.talk(message);
	}

}
