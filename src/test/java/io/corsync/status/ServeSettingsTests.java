package io.corsync.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.corsync.sync.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Settings that would leave a door open begin nothing.
 */
class ServeSettingsTests {

	private static final String HASH = "$2a$12$GYF7bqndYsCynVjK8sbYbOYfa5tZLw9Xk0ibU9ESjl3vBYg5/9j/y";

	private final Map<String, Object> settings = new HashMap<>(
			Map.of("sync.zone", "Europe/Madrid", "server.address", "127.0.0.1", "serve.accounts[0].name", "ana",
					"serve.accounts[0].hash", HASH, "serve.accounts[0].role", "operator"));

	private StandardEnvironment apply() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", this.settings));
		ServeSettings.apply(environment);
		return environment;
	}

	private void refuses(String... words) {
		assertThatExceptionOfType(SettingsException.class).isThrownBy(this::apply)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(words).doesNotContain(HASH));
	}

	@Test
	void loopbackNeedsNoMore() {
		assertThat(apply().getProperty("server.servlet.session.cookie.secure")).isEqualTo("false");
	}

	@Test
	void withoutAZoneNobodyKnowsWhoseFourOClockIsMeant() {
		this.settings.remove("sync.zone");
		refuses("sync.zone (SYNC_ZONE)", "Europe/Madrid");
		this.settings.put("sync.zone", "Europe/Nowhere");
		refuses("Europe/Nowhere");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 4 * * *", "every day", "0 0 25 * * *", "" })
	void aScheduleThatIsNoneIsNamed(String expression) {
		this.settings.put("sync.schedule", expression);
		refuses("sync.schedule (SYNC_SCHEDULE)", "0 0 4 * * *");
	}

	@Test
	void withoutAccountsItTellsHowToMakeOne() {
		this.settings.keySet().removeIf((key) -> key.startsWith("serve.accounts"));
		refuses("serve.accounts is empty", "cor-sync serve --hash");
	}

	@ParameterizedTest
	@CsvSource({ "name, ' '", "hash, secret-in-clear-text", "hash, ''", "role, admin", "role, ''" })
	void anAccountThatDoesNotFitIsNamedWithoutItsHash(String key, String value) {
		this.settings.put("serve.accounts[0]." + key, value);
		refuses("serve.accounts[0]." + key);
		assertThatExceptionOfType(SettingsException.class).isThrownBy(this::apply)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret-in-clear-text"));
	}

	@Test
	void twoAccountsOfOneNameAreRefused() {
		this.settings.putAll(Map.of("serve.accounts[1].name", "Ana", "serve.accounts[1].hash", HASH,
				"serve.accounts[1].role", "viewer"));
		refuses("serve.accounts[1].name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "192.168.1.5", "::", "" })
	void whereOthersReachItTheWayHasToBeEncrypted(String address) {
		this.settings.put("server.address", address);
		refuses("server.address (SERVER_ADDRESS)", "server.ssl", "serve.behind-proxy");
		this.settings.put("serve.behind-proxy", "true");
		assertThat(apply().getProperty("server.servlet.session.cookie.secure")).isEqualTo("true");
		assertThat(apply().getProperty("server.forward-headers-strategy")).isEqualTo("native");
		this.settings.remove("serve.behind-proxy");
		this.settings.put("server.ssl.certificate", "/etc/cor-sync/tls.crt");
		assertThat(apply().getProperty("server.servlet.session.cookie.secure")).isEqualTo("true");
		assertThat(apply().getProperty("server.forward-headers-strategy")).isEqualTo("none");
		this.settings.put("server.ssl.enabled", "false");
		refuses("server.address (SERVER_ADDRESS)");
	}

	@Test
	void aShortTokenIsRefusedAndNoneIsFine() {
		this.settings.put("serve.metrics-token", "short-secret");
		refuses("serve.metrics-token (SERVE_METRICS_TOKEN)");
		assertThatExceptionOfType(SettingsException.class).isThrownBy(this::apply)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("short-secret"));
	}

	@Test
	void noSecretIsInAnyText() {
		ServeProperties.Account account = new ServeProperties.Account("ana", HASH, "viewer");
		assertThat(account.toString()).doesNotContain(HASH);
		assertThat(new ServeProperties(List.of(account), false, "a-long-token-of-machines", null).toString())
			.doesNotContain(HASH, "a-long-token");
	}

}
