package io.corsync.status;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.corsync.cli.Opener;
import io.corsync.cli.Signals;
import io.corsync.sync.ExitCode;
import io.corsync.sync.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The {@code serve} command: runs what is due and shows how it goes, until a signal ends
 * it.
 */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Runs all the time: begins each night's sync at its hour, and serves a page and figures for machines.",
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "2:settings do not fit, or the port is in use",
				"4:the database does not answer", "130:ended by Ctrl-C", "143:ended by SIGTERM" })
public final class ServeCommand implements Callable<Integer> {

	/** What is in flight has its deadline within this time. */
	private static final Duration PATIENCE = Duration.ofSeconds(25);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss VV");

	private static final int SHORTEST_PASSWORD = 10;

	/** Bcrypt reads no more. */
	private static final int MOST_BYTES = 72;

	private final Opening opening;

	private final @Nullable Console console;

	@Option(names = "--hash",
			description = "Asks for a password, or reads it from stdin, and prints its hash for serve.accounts.")
	private boolean hash;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	/**
	 * Opens the site.
	 */
	@FunctionalInterface
	public interface Opening {

		/**
		 * Opens it.
		 * @param configuration what serves
		 * @param check looks at the settings before anything listens
		 * @return the parts, to be closed at the end
		 */
		Opener.Parts open(Class<?> configuration, Consumer<ConfigurableEnvironment> check);

	}

	/**
	 * Creates the command.
	 * @param opening opens the site
	 * @param console the terminal, null when there is none
	 */
	public ServeCommand(Opening opening, @Nullable Console console) {
		this.opening = opening;
		this.console = console;
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		return this.hash ? hash() : serve();
	}

	private int serve() throws InterruptedException {
		PrintWriter err = this.spec.commandLine().getErr();
		CountDownLatch ending = new CountDownLatch(1);
		try (Signals signals = new Signals(() -> {
			ending.countDown();
			return true;
		}, err::println); Opener.Parts parts = open()) {
			BackgroundRuns runs = parts.get(BackgroundRuns.class);
			Timetable timetable = parts.get(Timetable.class);
			timetable.open();
			greet(parts.get(Environment.class), timetable);
			ending.await();
			timetable.close();
			if (!runs.close(PATIENCE)) {
				err.println("A run did not end in time. What was in flight is in doubt and settled by the next one.");
			}
			timetable.leave();
			return signals.code(ExitCode.STOPPED.code());
		}
	}

	private Opener.Parts open() {
		try {
			return this.opening.open(ServeConfiguration.class, ServeSettings::apply);
		}
		catch (RuntimeException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof PortInUseException inUse) {
					throw new SettingsException(List
						.of("server.port (SERVER_PORT) is %d, which is in use: end what listens there, or set another."
							.formatted(inUse.getPort())));
				}
			}
			throw ex;
		}
	}

	private void greet(Environment environment, Timetable timetable) {
		PrintWriter out = this.spec.commandLine().getOut();
		boolean encrypted = environment.getProperty("server.ssl.bundle") != null
				|| environment.getProperty("server.ssl.key-store") != null
				|| environment.getProperty("server.ssl.certificate") != null;
		out.printf("Serving at %s://%s:%s/%n", encrypted ? "https" : "http",
				environment.getProperty("server.address", "127.0.0.1"), environment.getProperty("local.server.port"));
		timetable.due()
			.forEach((due) -> out.printf("Next %s: %s%n", due.command(), TIME.format(due.at().atZone(due.zone()))));
		out.flush();
	}

	private int hash() throws IOException {
		char[] password = password();
		try {
			String text = new String(password);
			int bytes = text.getBytes(StandardCharsets.UTF_8).length;
			if (text.length() < SHORTEST_PASSWORD || bytes > MOST_BYTES) {
				throw new ParameterException(this.spec.commandLine(),
						"The password has %d characters (%d bytes). Take one of at least %d characters and at most %d bytes."
							.formatted(text.length(), bytes, SHORTEST_PASSWORD, MOST_BYTES));
			}
			PrintWriter out = this.spec.commandLine().getOut();
			out.println(new BCryptPasswordEncoder(12).encode(text));
			out.flush();
			return ExitCode.DONE.code();
		}
		finally {
			Arrays.fill(password, ' ');
		}
	}

	private char[] password() throws IOException {
		if (this.console == null) {
			String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
			return (line != null) ? line.toCharArray() : new char[0];
		}
		char[] password = this.console.readPassword("Password: ");
		char[] again = this.console.readPassword("Again: ");
		if (!Arrays.equals(password, again)) {
			throw new ParameterException(this.spec.commandLine(), "The two differ. Start again.");
		}
		return (password != null) ? password : new char[0];
	}

}
