package io.corsync.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeSet;

import io.corsync.ledger.Run;
import io.corsync.ledger.Target;
import io.corsync.sync.Inspection;
import io.corsync.sync.RunRows;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a run: what came of its rows, for spreadsheets and for programs. They can
 * be written anew from the database at any time, so their trouble is never a run's.
 */
public final class RunFiles {

	private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

	private static final String[] TITLES = { "external_id", "name", "account", "owner", "link", "kind", "action",
			"cor_id", "cause", "message", "remedy" };

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/** They hold names of people and deals. */
	private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private final Path directory;

	private final Inspection inspection;

	private final RunRows rows;

	private final OldFiles old;

	RunFiles(Path directory, Inspection inspection, RunRows rows, OldFiles old) {
		this.directory = directory;
		this.inspection = inspection;
		this.rows = rows;
		this.old = old;
	}

	/**
	 * Writes the files of runs that have just ended, and those of the run before when its
	 * process was killed before it did; removes those that are too old.
	 * @param runs numbers of the runs
	 * @return what went wrong, in words; null when all is well
	 */
	public @Nullable String writeAfter(Collection<Long> runs) {
		if (runs.isEmpty()) {
			return null;
		}
		long first = Collections.min(runs);
		TreeSet<Long> wanted = new TreeSet<>(runs);
		for (Target target : this.inspection.targets()) {
			this.inspection.runs(target, runs.size() + 1)
				.stream()
				.filter((run) -> run.number() < first && run.endedAt() != null && !Files.exists(path(run.number())))
				.forEach((run) -> wanted.add(run.number()));
		}
		for (long number : wanted) {
			try {
				write(number);
			}
			catch (IOException | RuntimeException ex) {
				LOG.warn("The files of run {} could not be written", number, ex);
				return "The files of run %d could not be written to %s (%s). Mend that, then write them with: runs %d --files"
					.formatted(number, path(number), reason(ex), number);
			}
		}
		this.old.remove(this.directory);
		return null;
	}

	/**
	 * Why the disk did not take a file, in words.
	 * @param ex what happened
	 * @return a part of a sentence
	 */
	public static String reason(Exception ex) {
		Throwable cause = ex;
		while (!(cause instanceof IOException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		if (cause instanceof FileAlreadyExistsException) {
			return "a file is where a directory should be";
		}
		if (cause instanceof AccessDeniedException) {
			return "no right to write there";
		}
		return (cause instanceof IOException) ? String.valueOf(cause.getMessage()) : "the log has the reason";
	}

	/**
	 * Writes a run's files; what was there of it is replaced as a whole.
	 * @param number the run
	 * @return their directory; nothing when there is no such run
	 * @throws IOException when the disk does not take them
	 */
	public Optional<Path> write(long number) throws IOException {
		for (Target target : this.inspection.targets()) {
			Optional<Run> run = this.inspection.run(target, number);
			if (run.isPresent()) {
				return Optional.of(write(target, run.get()));
			}
		}
		return Optional.empty();
	}

	private Path path(long number) {
		return this.directory.resolve("run-" + number);
	}

	// Nobody ever sees half a file, whenever this is killed.
	private Path write(Target target, Run run) throws IOException {
		Files.createDirectories(this.directory.toAbsolutePath(), OWNER_ONLY);
		Path draft = this.directory.resolve(".run-" + run.number());
		Trees.delete(draft);
		Path fresh = Files.createDirectories(draft.resolve("new"), OWNER_ONLY);
		try {
			Files.write(fresh.resolve("summary.json"), JSON.writeValueAsBytes(RunSummary.of(this.inspection, run)));
			try (CsvFile success = CsvFile.create(fresh.resolve("success.csv"), TITLES);
					CsvFile error = CsvFile.create(fresh.resolve("error.csv"), TITLES)) {
				this.rows.each(target, run, (row) -> write(success, row), (row) -> write(error, row));
			}
			Path path = path(run.number());
			if (Files.exists(path)) {
				Files.move(path, draft.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
			}
			return Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Trees.delete(draft);
		}
	}

	private static void write(CsvFile csv, RunRows.Row row) {
		csv.row(row.externalId(), row.name(), row.account(), row.owner(), row.link(), row.kind(), row.action(),
				row.corId(), row.cause(), row.message(), row.remedy());
	}

}
