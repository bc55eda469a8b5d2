package io.corsync.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.ExitCode;
import io.corsync.sync.LedgerTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code ledger export} command.
 */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Writes the database that the settings name into a new file, lines of JSON for its owner only. Refused while a run goes on.")
final class LedgerExportCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
	@SuppressWarnings("NullAway.Init")
	private Path file;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	/**
	 * The answer of an export and of an import.
	 *
	 * @param rows how many rows were moved
	 */
	record Moved(long rows) {

	}

	LedgerExportCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() throws IOException {
		create();
		boolean written = false;
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			int code = Audited.run(parts, this.spec, (runs) -> write(parts.get(LedgerTransfer.class)));
			written = true;
			return code;
		}
		finally {
			if (!written) {
				Files.deleteIfExists(this.file);
			}
		}
	}

	private int write(LedgerTransfer transfer) {
		long rows;
		try (BufferedWriter out = Files.newBufferedWriter(this.file, StandardCharsets.UTF_8,
				StandardOpenOption.WRITE)) {
			rows = transfer.exportTo(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (this.output.json()) {
			this.screen.json(new Moved(rows));
		}
		else {
			this.screen.doneLine(this.screen
				.wrap("%,d rows were written to %s. With the settings of the other database: ledger import %s"
					.formatted(rows, this.file, this.file), ""));
		}
		return ExitCode.DONE.code();
	}

	private void create() {
		try {
			Files.createFile(this.file,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		catch (FileAlreadyExistsException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"%s is there already and is not overwritten. Give another name, or remove it.".formatted(this.file),
					ex);
		}
		catch (IOException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"%s cannot be written: %s. Give another name.".formatted(this.file, ex.getMessage()), ex);
		}
	}

}
