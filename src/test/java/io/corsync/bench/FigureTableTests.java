package io.corsync.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The table says what was measured, and judges it as the goals are meant.
 */
class FigureTableTests {

	private static final Figure CREATES = Figure.ratio("creates", "creates, 50 ms", "/s", 152.4, 160,
			Goal.atLeast(0.95));

	@Test
	void ratioIsTheMeasuredPartOfTheLimit() {
		assertThat(CREATES.ratio()).isEqualTo(0.9525);
		assertThat(CREATES.met()).isTrue();
		assertThat(CREATES.with(151.9, 160, CREATES.goal()).met()).isFalse();
	}

	@Test
	void goalsWithoutALimitSpeakOfTheValue() {
		assertThat(Figure.value("start", "start", "s", 2.5, Goal.atMost(2.5)).met()).isTrue();
		assertThat(Figure.value("start", "start", "s", 2.51, Goal.atMost(2.5)).met()).isFalse();
		assertThat(Figure.value("calls", "calls", "", 0, Goal.exactly(0)).met()).isTrue();
		assertThat(Figure.value("calls", "calls", "", 1, Goal.exactly(0)).met()).isFalse();
	}

	@Test
	void valuesThatAreNotNumbersMeetNoGoal() {
		assertThat(CREATES.with(Double.NaN, 160, CREATES.goal()).met()).isFalse();
		assertThat(CREATES.with(1, 0, Goal.atMost(1)).met()).isFalse();
	}

	@Test
	void medianIsTheRunInTheMiddleByItsRatio() {
		Figure slowLimit = CREATES.with(90, 100, CREATES.goal());
		Figure best = CREATES.with(159, 160, CREATES.goal());
		assertThat(FigureTable.medians(List.of(List.of(best), List.of(slowLimit), List.of(CREATES))))
			.containsExactly(CREATES);
		assertThat(FigureTable.median(3, 1, 2)).isEqualTo(2);
	}

	@Test
	void runsOfSeveralDaysAreKeptTogether(@TempDir Path directory) throws Exception {
		Path jar = Files.writeString(directory.resolve("program.jar"), "one");
		Path file = directory.resolve("bench.json");
		Figure start = Figure.value("start", "start", "s", 3, Goal.atMost(2.5));
		Results first = Results.none(jar, false)
			.and(List.of(CREATES.with(Double.NaN, 160, Goal.NONE)))
			.and(List.of(CREATES));
		first.write(file, "two cores", first.medians(List.of("creates")));
		Results both = Results.none(jar, false).and(List.of(start)).behind(file);
		assertThat(both.runs()).hasSize(3).element(1).isEqualTo(List.of(CREATES));
		assertThat(both.medians(List.of("start", "creates")).get(0)).isEqualTo(start);
		assertThat(both.counts()).isEqualTo("1 to 2");
		Files.writeString(jar, "another");
		Results other = Results.none(jar, false);
		assertThatIllegalArgumentException().isThrownBy(() -> other.behind(file))
			.withMessageContaining("another build");
	}

	@Test
	void documentGetsTheNewFiguresInThePlaceOfTheOld() {
		String document = "before\n<!-- figures -->\nold\n<!-- end of figures -->\nbehind\n";
		assertThat(FigureDocument.with(document, "Here.", List.of("| a |", "| b |")))
			.isEqualTo("before\n<!-- figures -->\nHere.\n\n| a |\n| b |\n<!-- end of figures -->\nbehind\n");
	}

	@Test
	void columnsAreAligned() {
		assertThat(FigureTable.lines(List.of(CREATES, Figure.value("start", "start", "s", 3, Goal.atMost(2.5)))))
			.containsExactly("| figure         | measured | limit | ratio | goal   | met |",
					"| -------------- | -------- | ----- | ----- | ------ | --- |",
					"| creates, 50 ms | 152 /s   | 160   | 0.953 | ≥ 0.95 | yes |",
					"| start          | 3 s      |       |       | ≤ 2.5  | NO  |");
	}

}
