package io.corsync;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The build prepares the program's start for the Java that builds it. Where that fails,
 * nothing else does: every start is just slow.
 */
@EnabledForJreRange(min = JRE.JAVA_17)
class PreparedStartIT {

	@Test
	void theBuildLeavesAnArchiveOfTheClasses() {
		assertThat(Path.of("target/prepared/classes.jsa")).isNotEmptyFile();
	}

}
