package io.corsync.sandbox;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command, in a process of its own where that matters.
 */
@Timeout(60)
class SandboxCommandTests {

	/** Starts the command as the program's own main class does. */
	public static void main(String[] args) {
		System.exit(new CommandLine(new SandboxCommand()).execute(args));
	}

	private static Process start(String... options) throws Exception {
		List<String> command = new ArrayList<>(
				// A test that runs in a shell's background inherits an ignored SIGINT.
				List.of("/usr/bin/env", "--default-signal=INT",
						Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), SandboxCommandTests.class.getName(), "--port", "0"));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/** What is printed until {@code ready}. */
	private static Map<String, String> settings(BufferedReader out) throws Exception {
		Map<String, String> settings = new TreeMap<>();
		for (String line = out.readLine(); !line.equals("ready"); line = out.readLine()) {
			if (line.startsWith("export ")) {
				int equals = line.indexOf('=');
				settings.put(line.substring("export ".length(), equals), line.substring(equals + 1).replace("'", ""));
			}
			else {
				settings.merge("talk", line, String::concat);
			}
		}
		return settings;
	}

	@ParameterizedTest
	@ValueSource(strings = { "TERM:143", "INT:130" })
	void servesWhatItPrintsUntilASignal(String signalAndCode) throws Exception {
		String[] expected = signalAndCode.split(":");
		Process process = start();
		try (BufferedReader out = process.inputReader()) {
			Map<String, String> settings = settings(out);

			assertThat(settings).containsOnlyKeys("talk", "SALESFORCE_LOGIN_URL", "SALESFORCE_CLIENT_ID",
					"SALESFORCE_CLIENT_SECRET", "COR_BASE_URL", "COR_TOKEN_URL", "COR_API_KEY", "COR_CLIENT_SECRET",
					"LEDGER_ALLOW_EPHEMERAL");
			URI page = URI.create(settings.get("COR_BASE_URL") + "/");
			assertThat(settings.get("talk")).contains(page.toString());
			assertThat(HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
				.statusCode()).isEqualTo(200);

			new ProcessBuilder("kill", "-" + expected[0], String.valueOf(process.pid())).start().waitFor();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(Integer.parseInt(expected[1]));
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void printsNothingButSettingsWhenQuiet() throws Exception {
		Process process = start("--quiet");
		try (BufferedReader out = process.inputReader()) {
			assertThat(settings(out)).doesNotContainKey("talk").containsKey("COR_API_KEY");
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void namesThePortThatIsInUse() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			StringWriter err = new StringWriter();
			int code = new CommandLine(new SandboxCommand()).setErr(new PrintWriter(err))
				.execute("--port", String.valueOf(taken.getLocalPort()));

			assertThat(code).isEqualTo(2);
			assertThat(err).hasToString("Port " + taken.getLocalPort()
					+ " on 127.0.0.1 is in use: end what listens there, or choose another with --port."
					+ System.lineSeparator());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=70000", "--port=-1", "--port=x", "--latency=-5", "--opportunities=-1",
			"--description-size=32001", "--colour" })
	void refusesWrongOptions(String option) {
		StringWriter err = new StringWriter();

		assertThat(new CommandLine(new SandboxCommand()).setErr(new PrintWriter(err)).execute(option)).isEqualTo(2);
		assertThat(err.toString()).contains(option.replaceFirst("=.*", ""));
	}

}
