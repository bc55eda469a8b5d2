package io.corsync.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code prepare} command, which the build runs at its end.
 */
@Command(name = "prepare", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Unpacks the program into a directory and prepares its classes for this very Java, so that each start takes half the time. The build does it for target/prepared, and scripts/cor-sync uses that.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:prepared", "1:this Java cannot do it; the jar works as it is" })
public final class PrepareCommand implements Callable<Integer> {

	@Parameters(paramLabel = "DIRECTORY", description = "Where to; what is there is replaced.")
	private @Nullable Path directory;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() throws IOException, InterruptedException {
		if (this.directory == null || this.spec == null) {
			throw new IllegalStateException("picocli fills these");
		}
		Launching plain = Launching.plain();
		if (plain.quicker(this.directory).equals(plain)) {
			this.spec.commandLine().getErr().println("This Java cannot prepare the program; the jar works as it is.");
			return 1;
		}
		return 0;
	}

}
