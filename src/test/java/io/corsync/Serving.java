package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A {@code serve} that is under way, with an operator and a viewer.
 *
 * @param started the process
 * @param url where it serves
 */
record Serving(Started started, URI url) implements AutoCloseable {

	static final String OPERATOR = "ana";

	static final String VIEWER = "vera";

	static final String PASSWORD = "correct horse battery";

	static final String TOKEN = "a-token-for-the-machines-1234";

	private static final Pattern PLACE = Pattern.compile("Serving at (http://\\S+)");

	/**
	 * The settings that serve needs beside those of every command.
	 */
	static Program program(Program program, String schedule) {
		String hash = new BCryptPasswordEncoder(4).encode(PASSWORD);
		return program.with("SYNC_ZONE", "America/Bogota")
			.with("SYNC_SCHEDULE", schedule)
			.with("SERVER_PORT", "0")
			.with("SERVE_METRICS_TOKEN", TOKEN)
			.with("SERVE_ACCOUNTS_0_NAME", OPERATOR)
			.with("SERVE_ACCOUNTS_0_HASH", hash)
			.with("SERVE_ACCOUNTS_0_ROLE", "operator")
			.with("SERVE_ACCOUNTS_1_NAME", VIEWER)
			.with("SERVE_ACCOUNTS_1_HASH", hash)
			.with("SERVE_ACCOUNTS_1_ROLE", "viewer");
	}

	/**
	 * Returns once it serves.
	 */
	static Serving start(Program program) {
		Started started = program.start("serve");
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.failFast(() -> started.requireAlive())
			.until(() -> started.saysSoFar("Next sync"));
		try {
			Matcher place = PLACE.matcher(Files.readString(started.out()));
			if (!place.find()) {
				throw new AssertionError("It does not say where it serves");
			}
			return new Serving(started, URI.create(place.group(1)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Browser browser() {
		return new Browser(this.url);
	}

	/**
	 * What machines read.
	 */
	String figures() {
		return browser().get("/actuator/prometheus", "Authorization", "Bearer " + TOKEN).body();
	}

	@Override
	public void close() {
		this.started.close();
	}

}
