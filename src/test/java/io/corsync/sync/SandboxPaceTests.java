package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.corsync.cor.CorAnswer;
import io.corsync.cor.CorClient;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.cor.TestCor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A COR that refuses what is too fast, over real connections: its limit is found, and
 * nothing is lost.
 */
@Timeout(120)
class SandboxPaceTests {

	private static final int RATE = 200;

	private static final int CLIENTS = 800;

	@Test
	void theLimitIsFoundAndEveryClientArrives() throws Exception {
		try (SandboxCor cor = new SandboxCor()) {
			cor.behave("{\"ratePerSecond\":" + RATE + ",\"retryAfter\":\"NONE\"}");
			ExecutorService threads = Executors.newFixedThreadPool(32);
			try (CorClient client = TestCor.real(cor.settings(), 32)) {
				client.login();
				List<Future<CorAnswer>> answers = new ArrayList<>();
				for (int i = 0; i < CLIENTS; i++) {
					String id = "001%012d".formatted(i);
					answers.add(threads.submit(() -> client.create(Kind.CLIENT, id,
							Payload.parse("{\"name\":\"" + id + "\"}"), (deadline) -> {
							})));
				}
				for (Future<CorAnswer> answer : answers) {
					assertThat(answer.get()).isInstanceOf(CorAnswer.Accepted.class);
				}
				assertThat(client.pace().refused()).isPositive().isLessThan(CLIENTS / 2);
				assertThat(client.pace().found()).isBetween(0.3 * RATE, 1.3 * RATE);
			}
			finally {
				threads.shutdownNow();
			}
			assertThat(cor.held(Kind.CLIENT)).hasSize(CLIENTS);
			assertThat(cor.violations()).isEmpty();
		}
	}

}
