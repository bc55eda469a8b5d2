package io.corsync.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
 * The {@code ledger import} command.
 */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Reads an exported file into the database that the settings name, which must be new: all of it or nothing.")
final class LedgerImportCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "FILE", description = "What ledger export wrote.")
	@SuppressWarnings("NullAway.Init")
	private Path file;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	LedgerImportCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() throws IOException {
		try (BufferedReader in = Files.newBufferedReader(this.file, StandardCharsets.UTF_8);
				Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			return Audited.run(parts, this.spec, (runs) -> read(parts.get(LedgerTransfer.class), in));
		}
		catch (NoSuchFileException ex) {
			throw new ParameterException(this.spec.commandLine(), "%s is not there.".formatted(this.file), ex);
		}
		catch (UncheckedIOException ex) {
			if (ex.getCause() instanceof CharacterCodingException) {
				throw new ParameterException(this.spec.commandLine(),
						"%s is no export of ledger export: it is not UTF-8.".formatted(this.file), ex);
			}
			throw ex;
		}
	}

	private int read(LedgerTransfer transfer, BufferedReader in) {
		try {
			long rows = transfer.importFrom(in);
			if (this.output.json()) {
				this.screen.json(new LedgerExportCommand.Moved(rows));
			}
			else {
				this.screen.doneLine("%,d rows were read. The next run goes on from here.".formatted(rows));
			}
			return ExitCode.DONE.code();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
