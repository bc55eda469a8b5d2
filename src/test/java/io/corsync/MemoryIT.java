package io.corsync;

import java.nio.file.Path;

import io.corsync.sandbox.Sandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Much data in little memory.
 */
class MemoryIT {

	@TempDir
	Path directory;

	@Test
	void threeThousandRowsWithLongDescriptionsFitInto256Megabytes() {
		syncs(new Sandbox.Options(0, 3000, 1, 20_000, 0));
	}

	@Test
	@Tag("long")
	void twentyThousandRowsFitInto256Megabytes() {
		syncs(new Sandbox.Options(0, 20_000, 1, 0, 0));
	}

	private void syncs(Sandbox.Options options) {
		try (Agency agency = Agency.with(options)) {
			Program program = Program.in(this.directory, agency.settings()).withJvm("-Xmx256m");
			program.run("sync", "--yes").expect(0);
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

}
