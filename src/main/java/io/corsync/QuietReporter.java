package io.corsync;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Keeps Spring Boot from printing why it could not start: the command line says it in a
 * sentence, and the log has the rest.
 */
final class QuietReporter implements SpringBootExceptionReporter {

	QuietReporter(ConfigurableApplicationContext context) {
	}

	@Override
	public boolean reportException(Throwable failure) {
		return true;
	}

}
