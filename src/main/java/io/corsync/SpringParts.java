package io.corsync;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.corsync.cli.Opener;
import io.corsync.ledger.DatabaseAccess;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The program's parts as Spring beans, made when they are asked for.
 */
final class SpringParts {

	private static final Path LOGS = Path.of("logs");

	private static final Path LOG = LOGS.resolve("cor-sync.log");

	private final PrintWriter err;

	private volatile String databaseUrl = "";

	private volatile @Nullable Site site;

	SpringParts(PrintWriter err) {
		this.err = err;
	}

	Opener.Parts open(DatabaseAccess access) {
		Site beside = this.site;
		SpringApplication application = application(access, CorSync.class).web(WebApplicationType.NONE)
			.initializers((context) -> {
				if (beside != null) {
					beside.addTo(context.getBeanFactory());
				}
			})
			.build();
		if (beside != null) {
			// It has set up the log, which is the whole process's.
			application.setListeners(application.getListeners()
				.stream()
				.filter((listener) -> !(listener instanceof LoggingApplicationListener))
				.toList());
		}
		return run(application, access, List.of());
	}

	/**
	 * Opens the parts with a site on top, which serves until it is closed; what is opened
	 * meanwhile runs beside it.
	 */
	Opener.Parts serve(Class<?> configuration, Consumer<ConfigurableEnvironment> check) {
		SpringApplication application = application(DatabaseAccess.MIGRATE, CorSync.class, configuration)
			.web(WebApplicationType.SERVLET)
			.initializers((context) -> check.accept(context.getEnvironment()),
					(context) -> context.getBeanFactory().registerSingleton("opener", (Opener) this::open))
			.build();
		Opener.Parts parts = run(application, DatabaseAccess.MIGRATE,
				List.of("--spring.main.web-application-type=servlet", "--" + CommandImports.SITE + "=true"));
		this.site = new Site(new CallMeters(parts.get(MeterRegistry.class)));
		return parts;
	}

	private SpringApplicationBuilder application(DatabaseAccess access, Class<?>... sources) {
		Map<String, Object> defaults = new HashMap<>();
		defaults.put("logging.threshold.console", "OFF");
		// A copy leaves nothing behind, not even the directory of the log.
		if ((access != DatabaseAccess.COPY || Files.isDirectory(LOGS)) && logWritable()) {
			defaults.put("logging.file.name", LOG.toString());
		}
		return new SpringApplicationBuilder(sources).bannerMode(Banner.Mode.OFF)
			.lazyInitialization(true)
			// A signal first lets the run finish, then the parts are closed by the
			// command.
			.registerShutdownHook(false)
			.properties(defaults)
			.initializers((context) -> context.getBeanFactory().registerSingleton("databaseAccess", access));
	}

	private Opener.Parts run(SpringApplication application, DatabaseAccess access, List<String> more) {
		List<String> arguments = new ArrayList<>(more);
		arguments.add("--cor-sync.copy=" + (access == DatabaseAccess.COPY));
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
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

	/**
	 * The site beside which runs are opened, as far as they know of it.
	 *
	 * @param meters counts their calls
	 */
	private record Site(CallMeters meters) {

		void addTo(ConfigurableListableBeanFactory beans) {
			beans.registerSingleton("corCallTimes", this.meters.cor());
			beans.registerSingleton("salesforceCallTimes", this.meters.salesforce());
		}

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
