package io.corsync.cor;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes COR's client a bean, closed with the application.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorProperties.class)
public class CorConfiguration {

	@Bean
	Cor cor(CorProperties properties) {
		return properties.problems().isEmpty() ? CorClient.open(properties) : new Misconfigured(properties);
	}

}
