package io.corsync.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

import io.corsync.ledger.SettableClock;
import io.corsync.sync.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Progress for logs and pipes.
 */
class PlainProgressTests {

	private final SettableClock clock = new SettableClock();

	private final StringWriter said = new StringWriter();

	private final Screen screen = new Screen(new PrintWriter(new StringWriter()), new PrintWriter(this.said), null);

	private final PlainProgress progress = new PlainProgress(this.screen, this.clock);

	@Test
	void saysNowAndThenHowFarItIsAndWhatIsLeft() {
		this.progress.begin(Phase.SYNC_PROJECTS, 1000);
		// An earlier start has done so many.
		this.progress.advance(500);
		this.clock.pass(Duration.ofSeconds(5));
		this.progress.advance(100);
		this.clock.pass(Duration.ofSeconds(5));
		this.progress.advance(0);
		this.clock.pass(Duration.ofSeconds(10));
		this.progress.advance(50);
		this.clock.pass(Duration.ofSeconds(10));
		this.progress.advance(350);
		this.progress.end();
		assertThat(this.said.toString().lines()).containsExactly("Syncing projects: 600 of 1,000, about 40 s left",
				"Syncing projects: 650 of 1,000, about 70 s left", "Syncing projects: 1,000 of 1,000",
				"Syncing projects: 1,000 of 1,000");
	}

	@Test
	void saysHowManyRowsThereAreOnceThatIsKnown() {
		this.progress.begin(Phase.REFRESH_CLIENTS, -1);
		this.clock.pass(Duration.ofSeconds(10));
		this.progress.advance(100);
		this.progress.expect(400);
		this.clock.pass(Duration.ofSeconds(10));
		this.progress.advance(100);
		assertThat(this.said.toString().lines()).containsExactly("Refreshing clients: 100",
				"Refreshing clients: 200 of 400, about 20 s left");
	}

	@Test
	void isSilentWhenNobodyWantsIt() {
		this.screen.quiet(true);
		this.progress.begin(Phase.SYNC_PROJECTS, 10);
		this.clock.pass(Duration.ofMinutes(1));
		this.progress.advance(10);
		this.progress.say("something");
		this.progress.end();
		assertThat(this.said.toString()).isEmpty();
	}

}
