package io.corsync;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import io.corsync.cli.Commands;
import io.corsync.cor.CorConfiguration;
import io.corsync.ledger.CopyConfiguration;
import io.corsync.ledger.DatabaseConfiguration;
import io.corsync.ledger.LedgerConfiguration;
import io.corsync.prove.PrepareCommand;
import io.corsync.prove.ProveCommand;
import io.corsync.report.ReportConfiguration;
import io.corsync.salesforce.SalesforceConfiguration;
import io.corsync.sandbox.SandboxCommand;
import io.corsync.status.ServeCommand;
import io.corsync.sync.PreviewConfiguration;
import io.corsync.sync.SyncConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Starts the program.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@Import({ SalesforceConfiguration.class, CorConfiguration.class, DatabaseConfiguration.class, CopyConfiguration.class,
		LedgerConfiguration.class, SyncConfiguration.class, PreviewConfiguration.class, ReportConfiguration.class })
public class CorSync {

	/**
	 * Runs one command and exits with its code.
	 * @param args the command and its options
	 */
	public static void main(String[] args) {
		// From Java 22 on there is a console without a terminal unless this is set.
		System.setProperty("jdk.console", "java.base");
		silenceConsole();
		PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
		PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
		SpringParts parts = new SpringParts(err);
		System.exit(Commands.line(parts::open, parts::databaseUrl, System.console(), out, err,
				List.of(new ServeCommand(parts::serve, System.console()), new SandboxCommand(), new ProveCommand(),
						new PrepareCommand()),
				args)
			.execute(args));
	}

	// Until Spring Boot has set up the log, Logback would print to the console.
	private static void silenceConsole() {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
			logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
		}
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
