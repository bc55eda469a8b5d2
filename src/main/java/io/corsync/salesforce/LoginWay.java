package io.corsync.salesforce;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The ways to log in, by the name that {@code salesforce.auth} gives them.
 */
enum LoginWay {

	CLIENT_CREDENTIALS("client-credentials"), JWT_BEARER("jwt-bearer"), PASSWORD("password");

	private final String key;

	LoginWay(String key) {
		this.key = key;
	}

	boolean is(String auth) {
		return this.key.equals(auth.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	static Optional<LoginWay> of(String auth) {
		return Arrays.stream(values()).filter((way) -> way.is(auth)).findFirst();
	}

}
