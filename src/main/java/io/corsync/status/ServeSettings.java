package io.corsync.status;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.corsync.sync.SettingsException;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Looks at all settings of the site before anything listens, and draws what follows from
 * them for the web server.
 */
final class ServeSettings {

	private static final List<String> CERTIFICATES = List.of("server.ssl.bundle", "server.ssl.key-store",
			"server.ssl.certificate");

	private ServeSettings() {
	}

	/**
	 * Refuses settings that do not fit.
	 * @throws SettingsException naming every problem
	 */
	static void apply(ConfigurableEnvironment environment) {
		Binder binder = Binder.get(environment);
		ServeProperties serve = binder.bindOrCreate("serve", ServeProperties.class);
		List<String> problems = new ArrayList<>(binder.bindOrCreate("sync", ScheduleProperties.class).problems());
		OidcProperties oidc = binder.bindOrCreate("serve.oidc", OidcProperties.class);
		problems.addAll(serve.problems(oidc.on()));
		problems.addAll(oidc.problems());
		boolean encrypted = CERTIFICATES.stream().map(environment::getProperty).anyMatch(StringUtils::hasText)
				&& environment.getProperty("server.ssl.enabled", Boolean.class, true);
		String address = environment.getProperty("server.address", "");
		if (!encrypted && !serve.behindProxy() && !loopback(address)) {
			problems.add(
					"server.address (SERVER_ADDRESS) is %s, which others can reach, and passwords would cross the network in the clear. Set server.ssl.* (a certificate), or serve.behind-proxy (SERVE_BEHIND_PROXY) to true where a proxy speaks TLS, or 127.0.0.1."
						.formatted(address.isEmpty() ? "empty" : address));
		}
		if (!problems.isEmpty()) {
			throw new SettingsException(problems);
		}
		Map<String, Object> following = new HashMap<>();
		following.put("server.servlet.session.cookie.secure", encrypted || serve.behindProxy());
		following.put("server.forward-headers-strategy", serve.behindProxy() ? "native" : "none");
		environment.getPropertySources().addFirst(new MapPropertySource("serve", following));
	}

	private static boolean loopback(String address) {
		try {
			return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
