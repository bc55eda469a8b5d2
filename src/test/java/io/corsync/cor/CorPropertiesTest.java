package io.corsync.cor;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CorProperties}.
 */
class CorPropertiesTest {

	@Test
	void theDefaultsNeedTheCredentialsOnly() {
		CorProperties properties = bound(Map.of());
		assertThat(properties.baseUrl()).isEqualTo(URI.create("https://integrations.projectcor.com"));
		assertThat(properties.tokenUrl()).isEqualTo(URI.create("https://api.projectcor.com/v1/oauth/token"));
		assertThat(properties.maxInFlight()).isEqualTo(8);
		assertThat(properties.requestsPerSecond()).isZero();
		assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(properties.readTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(properties.maxAttempts()).isEqualTo(5);
		assertThat(properties.settleAfter()).isEqualTo(Duration.ofMinutes(2));
		assertThat(keys(properties)).containsExactly("cor.api-key", "cor.client-secret");
	}

	@Test
	void everyProblemIsNamedAtOnceWithItsEnvironmentNameAndRemedy() {
		CorProperties properties = bound(Map.of("COR_BASE_URL", "http://cor.example", "COR_TOKEN_URL", "nonsense",
				"COR_API_KEY", " ", "COR_CLIENT_SECRET", "two words", "COR_MAX_IN_FLIGHT", "257",
				"COR_REQUESTS_PER_SECOND", "-1", "COR_CONNECT_TIMEOUT", "0s", "COR_READ_TIMEOUT", "11m",
				"COR_MAX_ATTEMPTS", "0", "COR_SETTLE_AFTER", "-1s"));
		assertThat(keys(properties)).containsExactlyInAnyOrder("cor.base-url", "cor.token-url", "cor.api-key",
				"cor.client-secret", "cor.max-in-flight", "cor.requests-per-second", "cor.connect-timeout",
				"cor.read-timeout", "cor.max-attempts", "cor.settle-after");
		assertThatExceptionOfType(CorException.Credentials.class)
			.isThrownBy(() -> new CorConfiguration()
				.cor(properties, new StaticListableBeanFactory().getBeanProvider(CallTimes.class))
				.login())
			.withMessageContaining("COR_BASE_URL")
			.withMessageContaining("use https")
			.withMessageContaining("COR_SETTLE_AFTER")
			.withMessageNotContaining("two words");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:1", "http://127.0.0.1", "http://127.9.8.7:80/x", "http://[::1]:9",
			"https://cor.example/base/" })
	void plainHttpGoesToLoopback(String url) {
		assertThat(keys(bound(Map.of("COR_BASE_URL", url)))).doesNotContain("cor.base-url");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://cor.example", "http://127.0.0.1.example", "http://128.0.0.1",
			"http://localhost.example", "http://[::2]", "ftp://localhost", "https://user:pw@cor.example",
			"https://cor.example?x=1", "https:///x", "http://127.1", "/v2" })
	void andNowhereElse(String url) {
		assertThat(keys(bound(Map.of("COR_BASE_URL", url)))).contains("cor.base-url");
	}

	@Test
	void secretsAreNotShown() {
		CorProperties properties = bound(Map.of("COR_API_KEY", "visible-key\n", "COR_CLIENT_SECRET", "visible-secret"));
		assertThat(properties.toString()).doesNotContain("visible");
		assertThat(properties.apiKey()).isEqualTo("visible-key");
	}

	@Test
	void theBeanIsThereWithoutSettingsAndTouchesNothing() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				CorConfiguration.class)) {
			Cor cor = context.getBean(Cor.class);
			assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(cor::login)
				.withMessageContaining("COR_API_KEY");
		}
	}

	@Test
	void theHttpLibraryCannotLogTokens() {
		new CorConfiguration();
		for (String logger : List.of("headers", "wire")) {
			assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http." + logger).isErrorEnabled()).isFalse();
		}
	}

	private static List<String> keys(CorProperties properties) {
		return properties.problems().stream().map(CorProperties.Problem::key).toList();
	}

	private static CorProperties bound(Map<String, Object> environment) {
		StandardEnvironment spring = new StandardEnvironment();
		spring.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
		return new Binder(ConfigurationPropertySources.get(attached(spring))).bindOrCreate("cor", CorProperties.class);
	}

	private static StandardEnvironment attached(StandardEnvironment spring) {
		ConfigurationPropertySources.attach(spring);
		return spring;
	}

}
