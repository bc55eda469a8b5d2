package io.corsync.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code sandbox} command: serves until a signal ends it.
 */
@Command(name = "sandbox", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Runs a Salesforce and a COR on this machine, with made-up data, to try things out.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "2:the port is in use, or wrong options", "130:ended by Ctrl-C", "143:ended by SIGTERM" })
public final class SandboxCommand implements Callable<Integer> {

	private static final int USAGE = 2;

	private static final int INTERRUPTED = 130;

	@Option(names = "--port", paramLabel = "P", defaultValue = "8642",
			description = "The port on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE}).")
	private int port;

	@Option(names = "--seed", paramLabel = "S", defaultValue = "1",
			description = "Where the differences of the made-up data and of chance come from (default: ${DEFAULT-VALUE}).")
	private long seed;

	@Option(names = "--opportunities", paramLabel = "N", defaultValue = "250",
			description = "How many Opportunities Salesforce has (default: ${DEFAULT-VALUE}).")
	private int opportunities;

	@Option(names = "--description-size", paramLabel = "BYTES", defaultValue = "0",
			description = "Characters of every description, 0 for all sizes (default: ${DEFAULT-VALUE}).")
	private int descriptionSize;

	@Option(names = "--latency", paramLabel = "MS", defaultValue = "0",
			description = "How long COR takes for each call, in milliseconds (default: ${DEFAULT-VALUE}).")
	private long latency;

	@Option(names = "--quiet", description = "Prints the settings and 'ready' alone.")
	private boolean quiet;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		try (Sandbox sandbox = Sandbox.start(options())) {
			print(sandbox);
			new CountDownLatch(1).await();
			return 0;
		}
		catch (BindException ex) {
			PrintWriter err = this.spec.commandLine().getErr();
			err.printf("Port %d on 127.0.0.1 is in use: end what listens there, or choose another with --port.%n",
					this.port);
			err.flush();
			return USAGE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return INTERRUPTED;
		}
	}

	private Sandbox.Options options() {
		try {
			return new Sandbox.Options(this.port, this.opportunities, this.seed, this.descriptionSize, this.latency);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(this.spec.commandLine(), String.valueOf(ex.getMessage()), ex);
		}
	}

	private void print(Sandbox sandbox) {
		PrintWriter out = this.spec.commandLine().getOut();
		if (!this.quiet) {
			out.println("A Salesforce and a COR with made-up data. To use them, paste this into another terminal:");
			out.println();
		}
		sandbox.settings().forEach((name, value) -> out.printf("export %s='%s'%n", name, value));
		if (!this.quiet) {
			out.println();
			out.printf("The page, to watch what arrives: %s/%n", sandbox.url());
			out.println("Ctrl-C ends it, and everything in it is gone.");
		}
		out.println("ready");
		out.flush();
	}

}
