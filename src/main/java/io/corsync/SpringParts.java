package io.corsync;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.corsync.cli.Opener;
import io.corsync.ledger.DatabaseAccess;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program's parts as Spring beans, made when they are asked for.
 */
final class SpringParts {

	private static final Path LOGS = Path.of("logs");

	private static final Path LOG = LOGS.resolve("cor-sync.log");

	private final PrintWriter err;

	private volatile String databaseUrl = "";

	SpringParts(PrintWriter err) {
		this.err = err;
	}

	Opener.Parts open(DatabaseAccess access) {
		Map<String, Object> defaults = new HashMap<>();
		defaults.put("logging.threshold.console", "OFF");
		// A copy leaves nothing behind, not even the directory of the log.
		if ((access != DatabaseAccess.COPY || Files.isDirectory(LOGS)) && logWritable()) {
			defaults.put("logging.file.name", LOG.toString());
		}
		SpringApplication application = new SpringApplicationBuilder(CorSync.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.lazyInitialization(true)
			// A signal first lets the run finish, then the parts are closed by the
			// command.
			.registerShutdownHook(false)
			.properties(defaults)
			.initializers((context) -> context.getBeanFactory().registerSingleton("databaseAccess", access))
			.build();
		ConfigurableApplicationContext context = application.run("--cor-sync.copy=" + (access == DatabaseAccess.COPY));
		this.databaseUrl = context.getEnvironment().getProperty("spring.datasource.url", "");
		return new Opener.Parts() {

			@Override
			public <T> T get(Class<T> type) {
				return context.getBean(type);
			}

			@Override
			public void close() {
				context.close();
			}

		};
	}

	String databaseUrl() {
		return this.databaseUrl;
	}

	private boolean logWritable() {
		try {
			// What is logged may name people and deals.
			Files.createDirectories(LOGS,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			Files
				.newByteChannel(LOG, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
				.close();
			return true;
		}
		catch (IOException ex) {
			this.err.printf("The log %s cannot be written (%s); this run has none.%n", LOG.toAbsolutePath(),
					ex.getMessage());
			return false;
		}
	}

}
