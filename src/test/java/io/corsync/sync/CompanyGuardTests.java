package io.corsync.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.corsync.cor.CorAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing goes to a company that is not ours.
 */
class CompanyGuardTests {

	private final List<String> recorded = new ArrayList<>();

	private final AtomicInteger calls = new AtomicInteger();

	private final ExecutorService threads = Executors.newFixedThreadPool(8);

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	private CompanyGuard guard(String expected) {
		return new CompanyGuard(expected, this.recorded::add);
	}

	private CorAnswer accepted(String company) {
		this.calls.incrementAndGet();
		return new CorAnswer.Accepted("1", company, "{}");
	}

	@Test
	void recordsTheCompanyThatCorNamesFirst() {
		CompanyGuard guard = guard(null);
		guard.call(() -> accepted(null));
		guard.call(() -> accepted("1234"));
		guard.call(() -> accepted("1234"));
		assertThat(this.recorded).containsExactly("1234");
		assertThatExceptionOfType(GuardException.class).isThrownBy(() -> guard.call(() -> accepted("99")))
			.withMessageContaining("company 99")
			.withMessageContaining("company 1234")
			.withMessageContaining("COR_API_KEY");
	}

	@Test
	void makesNoCallAfterAStrangersAnswer() {
		CompanyGuard guard = guard("1234");
		assertThatExceptionOfType(GuardException.class).isThrownBy(() -> guard.call(() -> accepted("99")))
			.returns(false, GuardException::beforeCall);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(GuardException.class).isThrownBy(() -> guard.call(() -> accepted("1234")))
				.returns(true, GuardException::beforeCall);
		}
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void makesOneCallToAStrangerHoweverManyWait() throws Exception {
		CompanyGuard guard = guard("1234");
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		List<CompletableFuture<CorAnswer>> results = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			results.add(CompletableFuture.supplyAsync(() -> guard.call(() -> {
				begun.countDown();
				await(answer);
				return accepted("99");
			}), this.threads));
		}
		begun.await();
		answer.countDown();
		results.forEach((result) -> assertThat(result.handle((any, failure) -> failure).join())
			.hasRootCauseInstanceOf(GuardException.class));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void letsOneMoreBeginBesideCallsThatHang() throws Exception {
		CompanyGuard guard = new CompanyGuard("1234", this.recorded::add, Duration.ofMillis(300));
		CountDownLatch three = new CountDownLatch(3);
		CountDownLatch end = new CountDownLatch(1);
		long begin = System.nanoTime();
		List<CompletableFuture<CorAnswer>> results = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			results.add(CompletableFuture.supplyAsync(() -> guard.call(() -> {
				this.calls.incrementAndGet();
				three.countDown();
				await(end);
				return accepted("99");
			}), this.threads));
		}
		three.await();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
		int begun = this.calls.get();
		end.countDown();
		results.forEach((result) -> assertThat(result.handle((any, failure) -> failure).join())
			.hasRootCauseInstanceOf(GuardException.class));
		assertThat(begun).isLessThan(8);
	}

	@Test
	void goesSideBySideOnceTheCompanyIsConfirmed() throws Exception {
		CompanyGuard guard = guard("1234");
		guard.call(() -> new CorAnswer.Duplicate("{}"));
		guard.call(() -> accepted("1234"));
		CountDownLatch together = new CountDownLatch(8);
		List<CompletableFuture<CorAnswer>> results = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			results.add(CompletableFuture.supplyAsync(() -> guard.call(() -> {
				together.countDown();
				await(together);
				return accepted("1234");
			}), this.threads));
		}
		CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
		assertThat(this.recorded).containsExactly("1234");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
