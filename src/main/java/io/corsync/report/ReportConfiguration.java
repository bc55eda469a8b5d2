package io.corsync.report;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.corsync.sync.HistoryProperties;
import io.corsync.sync.Inspection;
import io.corsync.sync.Notices;
import io.corsync.sync.RunRows;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * The parts that report.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ ReportProperties.class, NotifyProperties.class })
public class ReportConfiguration {

	/** A run must not wait for whoever is told about it. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Bean
	RunFiles runFiles(ReportProperties properties, Inspection inspection, RunRows rows, HistoryProperties history,
			Clock clock) {
		return new RunFiles(Path.of(properties.directory()), inspection, rows,
				new OldFiles(inspection, history.keep(), clock));
	}

	@Bean
	FileForgetting fileForgetting(ReportProperties properties) {
		return new FileForgetting(Path.of(properties.directory()));
	}

	@Bean
	Messenger messenger(NotifyProperties properties, ObjectProvider<Notices> notices,
			ObjectProvider<JavaMailSender> sender, Environment environment, Clock clock) {
		String mailHost = environment.getProperty("spring.mail.host", "");
		List<String> problems = properties.problems(mailHost);
		List<Channel> channels = new ArrayList<>();
		Heartbeat heartbeat = null;
		if (problems.isEmpty()) {
			Outbound outbound = new Outbound(PATIENCE);
			if (properties.webhookUrl() != null) {
				channels.add(new Webhook(URI.create(properties.webhookUrl()), properties.format(), outbound));
			}
			if (properties.heartbeatUrl() != null) {
				heartbeat = new Heartbeat(properties.heartbeatUrl(), outbound);
			}
			if (properties.mailFrom() != null && !properties.recipients().isEmpty()) {
				channels.add(new Mail(MailSafety.of(sender.getObject(), PATIENCE), mailHost, properties.mailFrom(),
						properties.recipients()));
			}
		}
		return new Messenger(notices::getObject, channels, heartbeat, problems,
				Path.of("logs", "told-without-database"), environment.getProperty("spring.datasource.url", ""), clock);
	}

}
