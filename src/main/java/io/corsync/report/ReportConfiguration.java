package io.corsync.report;

import java.nio.file.Path;

import io.corsync.sync.Inspection;
import io.corsync.sync.RunRows;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts that report.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReportProperties.class)
class ReportConfiguration {

	@Bean
	RunFiles runFiles(ReportProperties properties, Inspection inspection, RunRows rows) {
		return new RunFiles(Path.of(properties.directory()), inspection, rows);
	}

}
