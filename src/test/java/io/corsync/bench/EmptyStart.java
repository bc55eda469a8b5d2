package io.corsync.bench;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * A Spring Boot program of the same libraries that opens a database in memory and ends:
 * no program of theirs can start quicker without being prepared for it, whatever the
 * machine does at that moment.
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
