package io.corsync.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.corsync.ledger.Run;
import io.corsync.ledger.Target;
import io.corsync.sync.Inspection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of runs that ended longer ago than they are to be kept. Of runs that
 * this database never knew the age of the directory counts.
 */
final class OldFiles {

	private static final Logger LOG = LoggerFactory.getLogger(OldFiles.class);

	/** What a directory is called that is being removed. */
	private static final String GOING = ".old";

	private final Inspection inspection;

	private final Duration keep;

	private final Clock clock;

	OldFiles(Inspection inspection, Duration keep, Clock clock) {
		this.inspection = inspection;
		this.keep = keep;
		this.clock = clock;
	}

	void remove(Path reports) {
		if (!Files.isDirectory(reports)) {
			return;
		}
		Instant before = this.clock.instant().minus(this.keep);
		try {
			Trees.delete(reports.resolve(GOING));
			remove(reports, before);
		}
		catch (IOException | RuntimeException ex) {
			LOG.warn("Files in {} that are older than {} are still there", reports, before, ex);
		}
	}

	private void remove(Path reports, Instant before) throws IOException {
		Map<Long, Run> known = known();
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(reports, "{,.}run-[0-9]*")) {
			for (Path directory : directories) {
				long number = number(directory);
				Run run = known.get(number);
				if ((run != null) ? ended(run, before) : gone(number, known) || changed(directory, before)) {
					// It disappears as a whole, whenever this is killed.
					Trees.delete(Files.move(directory, reports.resolve(GOING)));
				}
			}
		}
	}

	private Map<Long, Run> known() {
		Map<Long, Run> known = new HashMap<>();
		for (Target target : this.inspection.targets()) {
			this.inspection.runs(target, Integer.MAX_VALUE).forEach((run) -> known.put(run.number(), run));
		}
		return known;
	}

	private static long number(Path directory) {
		String digits = directory.getFileName().toString().replaceAll("\\D", "");
		return (digits.length() < 19) ? Long.parseLong(digits) : Long.MAX_VALUE;
	}

	// Numbers grow: one that is missing among them was removed for its age.
	private static boolean gone(long number, Map<Long, Run> known) {
		return known.keySet().stream().anyMatch((later) -> later > number);
	}

	private static boolean ended(Run run, Instant before) {
		return !run.state().unfinished() && Objects.requireNonNullElse(run.endedAt(), run.startedAt()).isBefore(before);
	}

	private static boolean changed(Path directory, Instant before) throws IOException {
		return Files.getLastModifiedTime(directory).toInstant().isBefore(before);
	}

}
