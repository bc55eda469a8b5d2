package io.corsync;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import io.corsync.cli.Commands;
import io.corsync.sandbox.SandboxCommand;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * Starts the program.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
public class CorSync {

	/**
	 * Runs one command and exits with its code.
	 * @param args the command and its options
	 */
	public static void main(String[] args) {
		// From Java 22 on there is a console without a terminal unless this is set.
		System.setProperty("jdk.console", "java.base");
		PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
		PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
		SpringParts parts = new SpringParts(err);
		System.exit(Commands
			.line(parts::open, parts::databaseUrl, System.console(), out, err, List.of(new SandboxCommand()))
			.execute(args));
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
