package io.corsync.cor;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes COR's client a bean, closed with the application.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorProperties.class)
public class CorConfiguration {

	/**
	 * What the HTTP library logs below INFO are headers and bodies: tokens and customers'
	 * data.
	 */
	private static final List<String> TELLTALES = List.of("org.apache.hc.client5.http.headers",
			"org.apache.hc.client5.http.wire");

	CorConfiguration() {
		LoggingSystem logging = LoggingSystem.get(CorConfiguration.class.getClassLoader());
		TELLTALES.forEach((logger) -> logging.setLogLevel(logger, LogLevel.OFF));
	}

	/**
	 * The COR that is set; who works on a copy of the ledger brings one that is only
	 * pretended.
	 */
	@Bean
	@ConditionalOnBooleanProperty(name = "cor-sync.copy", havingValue = false, matchIfMissing = true)
	Cor cor(CorProperties properties, ObjectProvider<CallTimes> times) {
		return properties.problems().isEmpty() ? CorClient.open(properties, times.getIfAvailable(() -> CallTimes.NONE))
				: new Misconfigured(properties);
	}

}
