package io.corsync.salesforce;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Provides the Salesforce org of the settings to the other rooms.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SalesforceProperties.class)
public class SalesforceConfiguration {

	@Bean(destroyMethod = "close")
	@Lazy
	SoapSalesforce salesforce(SalesforceProperties settings, ObjectProvider<Clock> clock,
			ObjectProvider<CallTimes> times) {
		return SoapSalesforce.connect(settings, clock.getIfAvailable(Clock::systemUTC),
				times.getIfAvailable(() -> CallTimes.NONE));
	}

}
