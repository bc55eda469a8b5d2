package io.corsync.bench;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * A Spring Boot program of the same libraries, as they configure themselves, that opens a
 * database in memory and ends: what the machine makes of it at that moment tells how
 * quick the machine is.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EmptyStart {

	/**
	 * Starts and ends.
	 * @param args nothing
	 */
	public static void main(String[] args) {
		new SpringApplicationBuilder(EmptyStart.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.datasource.url=jdbc:h2:mem:empty", "spring.batch.job.enabled=false",
					"spring.flyway.enabled=false")
			.run(args)
			.close();
	}

}
