package io.corsync.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.ExitCode;
import io.corsync.sync.LedgerTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code ledger} command.
 */
@Command(name = "ledger", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Moves everything the program knows to another database: from a file to PostgreSQL, back, or to another server.")
final class LedgerCommand implements Runnable {

	private final Opener opener;

	private final Screen screen;

	@Spec
	private CommandSpec spec;

	LedgerCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.spec = CommandSpec.create();
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "What is to be done is missing: export or import");
	}

	/**
	 * Writes a file.
	 */
	@Command(name = "export", mixinStandardHelpOptions = true,
			description = "Writes the database that the settings name into a new file, lines of JSON for its owner only. Refused while a run goes on.")
	int write(@Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path file)
			throws IOException {
		create(file);
		boolean written = false;
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			long rows;
			try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
				rows = parts.get(LedgerTransfer.class).exportTo(out);
			}
			written = true;
			this.screen.answerLine(this.screen
				.wrap("%,d rows were written to %s. With the settings of the other database: ledger import %s"
					.formatted(rows, file, file), ""));
			return ExitCode.DONE.code();
		}
		finally {
			if (!written) {
				Files.deleteIfExists(file);
			}
		}
	}

	private void create(Path file) {
		try {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		catch (FileAlreadyExistsException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"%s is there already and is not overwritten. Give another name, or remove it.".formatted(file), ex);
		}
		catch (IOException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"%s cannot be written: %s. Give another name.".formatted(file, ex.getMessage()), ex);
		}
	}

	/**
	 * Reads a file.
	 */
	@Command(name = "import", mixinStandardHelpOptions = true,
			description = "Reads an exported file into the database that the settings name, which must be new: all of it or nothing.")
	int read(@Parameters(paramLabel = "FILE", description = "What ledger export wrote.") Path file) throws IOException {
		try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
				Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			long rows = parts.get(LedgerTransfer.class).importFrom(in);
			this.screen.answerLine("%,d rows were read. The next run goes on from here.".formatted(rows));
			return ExitCode.DONE.code();
		}
		catch (NoSuchFileException ex) {
			throw new ParameterException(this.spec.commandLine(), "%s is not there.".formatted(file), ex);
		}
		catch (CharacterCodingException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"%s is no export of ledger export: it is not UTF-8.".formatted(file), ex);
		}
	}

}
