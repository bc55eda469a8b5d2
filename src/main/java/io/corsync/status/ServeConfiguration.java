package io.corsync.status;

import java.time.Clock;

import io.corsync.cli.Opener;
import io.corsync.sync.AuditTrail;
import io.corsync.sync.DueRuns;
import io.corsync.sync.Inspection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What serves: the schedule, the runs, and whatever of this package shows them.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties({ ServeProperties.class, OidcProperties.class, ScheduleProperties.class })
class ServeConfiguration {

	@Bean
	RunMeters runMeters(Inspection inspection, Clock clock) {
		return new RunMeters(inspection, clock);
	}

	@Bean
	BackgroundRuns backgroundRuns(Opener opener, AuditTrail trail, RunMeters meters,
			ObjectProvider<Timetable> timetable, Environment environment, Clock clock) {
		return new BackgroundRuns(opener, trail, meters, () -> timetable.getObject().due(),
				environment.getProperty("spring.datasource.url", ""), clock);
	}

	@Bean(destroyMethod = "close")
	Timetable timetable(ScheduleProperties properties, DueRuns dueRuns, BackgroundRuns runs, Clock clock) {
		return new Timetable(properties.schedules(), dueRuns, runs, clock);
	}

	/** Part of readiness. */
	@Bean
	HealthIndicator schedule(Timetable timetable) {
		return () -> (timetable.ticking() ? Health.up() : Health.down()).build();
	}

}
