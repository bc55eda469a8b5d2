package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.corsync.cor.CorException;
import io.corsync.cor.Kind;
import io.corsync.ledger.Runs;
import io.corsync.salesforce.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.batch.infrastructure.item.ExecutionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The position and the books move with what is finished, together and in order.
 */
class ConfirmationWindowTests {

	private final Certificate certificate = new Certificate();

	private final ConfirmationWindow window = new ConfirmationWindow(this.certificate, null, 0);

	private final List<CompletableFuture<RowResult>> rows = new ArrayList<>();

	private void add(int rows) {
		for (int i = 0; i < rows; i++) {
			CompletableFuture<RowResult> result = new CompletableFuture<>();
			this.rows.add(result);
			int ordinal = this.rows.size();
			this.window.add(new Work(Things.project(ordinal), List.of(), position(ordinal), ordinal, false), result);
		}
	}

	private static Position position(int ordinal) {
		return new Position(Things.STAMP.plusSeconds(ordinal), "006%015d".formatted(ordinal));
	}

	private void finish(int ordinal) {
		this.rows.get(ordinal - 1).complete(new RowResult(Kind.PROJECT, Outcome.CREATED));
	}

	private long read() {
		return this.certificate.counts("s")
			.stream()
			.filter((count) -> count.outcome().equals(Certificate.READ))
			.mapToLong(Runs.Count::rows)
			.sum();
	}

	@Test
	void standsStillBehindARowThatIsNotFinished() {
		add(4);
		finish(1);
		finish(3);
		finish(4);
		this.window.awaitAtMost(4);
		assertThat(this.window.position()).isEqualTo(position(1));
		assertThat(this.window.ordinal()).isEqualTo(1);
		assertThat(read()).isEqualTo(1);
		finish(2);
		this.window.awaitAtMost(4);
		assertThat(this.window.position()).isEqualTo(position(4));
		assertThat(read()).isEqualTo(4);
		assertThat(this.certificate.balanced()).isTrue();
	}

	@Test
	void hasNoPositionBeforeTheFirstRowIsFinished() {
		assertThat(this.window.position()).isNull();
		add(2);
		finish(2);
		this.window.awaitAtMost(2);
		assertThat(this.window.position()).isNull();
		assertThat(this.window.ordinal()).isZero();
	}

	@Test
	void waitsUntilFewEnoughRowsAreOpen() throws Exception {
		add(3);
		Thread other = new Thread(() -> {
			finish(1);
			finish(2);
		});
		other.start();
		this.window.awaitAtMost(1);
		assertThat(this.window.position()).isEqualTo(position(2));
		other.join();
	}

	@Test
	void countsRowsThatTheReaderLeftOutWithTheNextOne() {
		CompletableFuture<RowResult> result = CompletableFuture
			.completedFuture(new RowResult(Kind.PROJECT, Outcome.UNCHANGED));
		this.window.add(new Work(Things.project(1), List.of(), position(1), 3, false), result);
		this.window.awaitAtMost(0);
		assertThat(read()).isEqualTo(3);
		assertThat(this.certificate.balanced()).as("two rows were read and have no outcome").isFalse();
	}

	@Test
	void throwsWhatStoppedARowAndGoesNoFurther() {
		add(3);
		finish(1);
		this.rows.get(1).completeExceptionally(new CorException.Stopped("stopping"));
		finish(3);
		assertThatExceptionOfType(CorException.Stopped.class).isThrownBy(() -> this.window.awaitAtMost(0));
		assertThat(this.window.position()).isEqualTo(position(1));
		this.window.awaitQuietly();
		assertThat(this.window.position()).isEqualTo(position(1));
		assertThat(read()).isEqualTo(1);
	}

	@Test
	void goesOnFromWhereItStood() {
		ConfirmationWindow continued = new ConfirmationWindow(this.certificate, position(5), 5);
		assertThat(continued.position()).isEqualTo(position(5));
		continued.add(new Work(Things.project(6), List.of(), position(6), 6, false),
				CompletableFuture.completedFuture(new RowResult(Kind.PROJECT, Outcome.CREATED)));
		continued.awaitAtMost(0);
		assertThat(continued.ordinal()).isEqualTo(6);
		assertThat(read()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void neverPassesAnUnfinishedRowWhateverTheOrder(long seed) {
		Random random = new Random(seed);
		add(200);
		List<Integer> order = new ArrayList<>();
		for (int i = 1; i <= 200; i++) {
			order.add(i);
		}
		Collections.shuffle(order, random);
		AtomicInteger step = new AtomicInteger();
		for (int ordinal : order) {
			finish(ordinal);
			step.incrementAndGet();
			this.window.awaitAtMost(200);
			long passed = this.window.ordinal();
			assertThat(this.rows.subList(0, (int) passed)).as("seed %d, step %s", seed, step)
				.allMatch(CompletableFuture::isDone);
			assertThat(this.rows.stream().skip(passed).findFirst()).as("seed %d, step %s", seed, step)
				.satisfies((next) -> assertThat(next.map(CompletableFuture::isDone).orElse(false)).isFalse());
			assertThat(read()).isEqualTo(passed);
			assertThat(this.certificate.balanced()).isTrue();
		}
		assertThat(this.window.ordinal()).isEqualTo(200);
	}

	@Test
	void balancesRowsAndOutcomes() {
		this.certificate.read(Kind.PROJECT, 1);
		assertThat(this.certificate.balanced()).isFalse();
		this.certificate.count(Kind.PROJECT, Outcome.CREATED);
		assertThat(this.certificate.balanced()).isTrue();
		assertThat(this.certificate.counts("s")).containsExactlyInAnyOrder(new Runs.Count("s", "project", "read", 1),
				new Runs.Count("s", "project", "created", 1));
		this.certificate.count(Kind.CLIENT, Outcome.UPDATED);
		assertThat(this.certificate.balanced()).as("an outcome without a row").isFalse();
	}

	@Test
	void travelsInAStepsContext() {
		for (Outcome outcome : Outcome.values()) {
			this.certificate.read(Kind.PROJECT, 2);
			this.certificate.count(Kind.PROJECT, outcome);
			this.certificate.count(Kind.PROJECT, outcome);
		}
		ExecutionContext context = new ExecutionContext();
		this.certificate.save(context);
		Certificate restored = Certificate.restore(context);
		assertThat(restored.counts("s")).containsExactlyInAnyOrderElementsOf(this.certificate.counts("s"));
		assertThat(restored.balanced()).isTrue();
		restored.read(Kind.PROJECT, 1);
		restored.count(Kind.PROJECT, Outcome.CREATED);
		restored.save(context);
		assertThat(Certificate.restore(context).counts("s")).contains(
				new Runs.Count("s", "project", "read", 2L * Outcome.values().length + 1),
				new Runs.Count("s", "project", "created", 3));
	}

	@Test
	void isEmptyWithoutAContext() {
		Certificate empty = Certificate.restore(new ExecutionContext());
		assertThat(empty.counts("s")).isEmpty();
		assertThat(empty.balanced()).isTrue();
	}

}
