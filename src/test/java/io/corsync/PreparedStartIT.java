package io.corsync;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The build prepares the program's start for the Java that builds it. Where that fails,
 * nothing else does: every start is just slow.
 */
class PreparedStartIT {

	@Test
	void theBuildLeavesAnArchiveOfTheClasses() {
		assertThat(Path.of("target/prepared/classes.jsa")).isNotEmptyFile();
	}

}
