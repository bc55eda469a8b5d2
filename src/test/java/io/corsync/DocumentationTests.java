package io.corsync;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.corsync.cli.Commands;
import io.corsync.cor.CorProperties;
import io.corsync.salesforce.SalesforceProperties;
import io.corsync.ledger.LedgerProperties;
import io.corsync.ledger.State;
import io.corsync.prove.PrepareCommand;
import io.corsync.prove.ProveCommand;
import io.corsync.report.NotifyProperties;
import io.corsync.report.ReportProperties;
import io.corsync.sandbox.SandboxCommand;
import io.corsync.status.OidcProperties;
import io.corsync.status.ScheduleProperties;
import io.corsync.status.ServeCommand;
import io.corsync.status.ServeProperties;
import io.corsync.sync.ExitCode;
import io.corsync.sync.HistoryProperties;
import io.corsync.sync.Remedies;
import io.corsync.sync.SyncProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documents against the program: what one has the other has.
 */
class DocumentationTests {

	private static final Path README = Path.of("README.md");

	private static final Path OPERATIONS = Path.of("docs/operations.md");

	private static final Path TROUBLESHOOTING = Path.of("docs/troubleshooting.md");

	/** Words of causes, as the program writes them; environment names look alike. */
	private static final String CAUSE = "\"(?!SYNC_)([A-Z]+_[A-Z_]*[A-Z]|HTTP_\\d+)\"";

	private static final Path SOURCES = Path.of("src/main/java/io/corsync");

	@Test
	void readmeHasEverySettingAndNoOther() throws IOException {
		Set<String> keys = new TreeSet<>(defaults().keySet());
		keys.addAll(List.of("spring.datasource.url", "spring.datasource.username", "spring.datasource.password",
				"server.address", "server.port", "spring.mail.host", "spring.mail.port", "spring.mail.username",
				"spring.mail.password"));
		assertThat(settings().keySet()).containsExactlyInAnyOrderElementsOf(keys);
	}

	@Test
	void readmeHasTheDefaultsOfTheCode() throws IOException {
		Map<String, List<String>> settings = settings();
		assertThat(defaults().values()).filteredOn((value) -> !value.isEmpty()).hasSizeGreaterThan(15);
		defaults().forEach((key, value) -> {
			if (!value.isEmpty()) {
				assertThat(settings.get(key).get(2)).as("default of %s", key).startsWith("`" + value + "`");
			}
		});
	}

	@Test
	void readmeHasEnvironmentNamesThatWork() throws IOException {
		settings().forEach((key, cells) -> {
			String name = cells.get(1).replace("`", "");
			Map<String, Object> environment = Map.of(name, "as set");
			Binder binder = new Binder(ConfigurationPropertySources.from(new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment)));
			assertThat(name).isEqualTo(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
			assertThat(binder.bind(key, String.class).orElse("not found")).as(name).isEqualTo("as set");
		});
	}

	@Test
	void readmeHasEveryCommandWithOptionsThatExist() throws IOException {
		Map<String, CommandLine> commands = commandLine().getSubcommands();
		Map<String, String> rows = new TreeMap<>();
		for (List<String> cells : rows(README, "| command |")) {
			String words = cells.get(0).replace("`", "");
			rows.put(words.split(" ")[0], words);
		}
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(commands.keySet());
		rows.forEach((name, words) -> assertThat(matches("--[a-z-]+", words)).as(name)
			.allSatisfy((option) -> assertThat(commands.get(name).getCommandSpec().findOption(option)).as(option)
				.isNotNull()));
	}

	@Test
	void helpOfEveryCommandFitsAScreen() {
		List<CommandLine> lines = new ArrayList<>(List.of(commandLine()));
		for (int i = 0; i < lines.size(); i++) {
			lines.addAll(lines.get(i).getSubcommands().values());
		}
		assertThat(lines).hasSizeGreaterThan(20).allSatisfy((line) -> {
			assertThat(line.getUsageMessage().lines()).allSatisfy(
					(text) -> assertThat(text.codePointCount(0, text.length())).as(text).isLessThanOrEqualTo(80));
			assertThat(line.getCommandSpec().usageMessage().description()).as(line.getCommandName()).isNotEmpty();
		});
	}

	@Test
	void operationsKnowsEveryExitCode() throws IOException {
		String codes = rows(OPERATIONS, "| code |").stream()
			.map((cells) -> cells.get(0))
			.collect(Collectors.joining(" "));
		assertThat(matches("\\d+", codes))
			.containsAll(Arrays.stream(ExitCode.values()).map((code) -> String.valueOf(code.code())).toList());
	}

	@Test
	void troubleshootingKnowsEveryCauseAndNoOther() throws IOException {
		Set<String> causes = new TreeSet<>();
		for (Path source : files("src/main/java/io/corsync/sync", "src/main/java/io/corsync/cor",
				"src/main/java/io/corsync/mapping")) {
			causes.addAll(matches(CAUSE, Files.readString(source)));
		}
		causes.addAll(matches("cause = '(\\w+)'", Files.readString(SOURCES.resolve("ledger/Ledger.java"))));
		Set<String> names = matches("^\t[A-Z_]+\\(\"(\\w+)\"\\)[,;]",
				Files.readString(SOURCES.resolve("cor/CorWord.java")));
		assertThat(causes).hasSizeGreaterThan(20);
		assertThat(names).hasSizeGreaterThan(8);
		Set<String> documented = rows(TROUBLESHOOTING, "| cause |").stream()
			.flatMap((cells) -> matches("`(\\w+)`", cells.get(0)).stream())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(Files.readString(TROUBLESHOOTING)).contains("InvalidSourceError");
		names.remove("InvalidSourceError");
		assertThat(documented).containsAll(causes).containsAll(names);
		// Of statuses any may come, the document shows some.
		documented.removeIf((cause) -> cause.matches("HTTP_\\w+"));
		documented.removeAll(causes);
		documented.removeAll(names);
		assertThat(documented).isEmpty();
	}

	@Test
	void troubleshootingAndTheRemediesKnowTheSameCauses() throws IOException {
		Set<String> documented = rows(TROUBLESHOOTING, "| cause |").stream()
			.flatMap((cells) -> matches("`(\\w+)`", cells.get(0)).stream())
			.filter((cause) -> !cause.startsWith("HTTP_"))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> known = new TreeSet<>(Remedies.causes());
		known.removeIf((cause) -> cause.startsWith("HTTP_"));
		// Stops the run, so that no row has it.
		documented.add("InvalidSourceError");
		assertThat(known).isEqualTo(documented);
		assertThat(Remedies.causes()).allSatisfy((cause) -> {
			Remedies.Remedy remedy = Remedies.of(cause, State.REJECTED);
			assertThat(remedy.means()).isNotBlank().doesNotEndWith(".");
			assertThat(remedy.remedy()).endsWith(".");
		});
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadSomewhere(Path document) throws IOException {
		for (String link : matches("\\]\\(([^)\\s]+)\\)", Files.readString(document))) {
			if (link.matches("[a-z]+:.*")) {
				continue;
			}
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
			assertThat(target).as(link).exists();
			if (parts.length > 1) {
				assertThat(anchors(target)).as(link).contains(parts[1]);
			}
		}
	}

	@Test
	void nothingIsLeftUnfinished() throws IOException {
		Pattern unfinished = Pattern
			.compile(String.join("|", "TO" + "DO", "FIX" + "ME", "XX" + "X", "@Dis" + "abled", "Thread\\.sl" + "eep"));
		List<String> found = new ArrayList<>();
		for (Path file : files("src", "docs", "scripts", "config", "db", ".ci", "README.md", "CHANGELOG.md",
				"CONTRIBUTING.md", "pom.xml")) {
			if (file.toString().endsWith(".png")) {
				continue;
			}
			int number = 0;
			for (String line : Files.readAllLines(file)) {
				number++;
				if (unfinished.matcher(line).find() && !file.toString().contains("archfixtures")) {
					found.add("%s:%d: %s".formatted(file, number, line.strip()));
				}
			}
		}
		assertThat(found).isEmpty();
	}

	static List<Path> documents() throws IOException {
		return files("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs").stream()
			.filter((file) -> file.toString().endsWith(".md"))
			.toList();
	}

	private static CommandLine commandLine() {
		PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
		return Commands.line((access) -> {
			throw new IllegalStateException("No command runs here");
		}, () -> "", null, nowhere, nowhere, List.of(new ServeCommand((configuration, check) -> {
			throw new IllegalStateException("No command runs here");
		}, null), new SandboxCommand(), new ProveCommand(), new PrepareCommand()));
	}

	private static Map<String, String> defaults() {
		Map<String, String> defaults = new TreeMap<>();
		for (Class<?> type : List.of(SalesforceProperties.class, CorProperties.class, SyncProperties.class,
				ReportProperties.class, NotifyProperties.class, HistoryProperties.class, LedgerProperties.class,
				ScheduleProperties.class, ServeProperties.class, OidcProperties.class)) {
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			// The annotation is on the parameters of the record's constructor.
			for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
				DefaultValue value = parameter.getAnnotation(DefaultValue.class);
				defaults.put(prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName()),
						(value != null) ? String.join(",", value.value()) : "");
			}
		}
		return defaults;
	}

	private static Map<String, List<String>> settings() throws IOException {
		Map<String, List<String>> settings = new LinkedHashMap<>();
		rows(README, "| key |").forEach((cells) -> settings.put(cells.get(0).replace("`", ""), cells));
		return settings;
	}

	/** The cells of all tables whose head begins so. */
	private static List<List<String>> rows(Path document, String head) throws IOException {
		List<List<String>> rows = new ArrayList<>();
		boolean inside = false;
		for (String line : Files.readAllLines(document)) {
			inside = line.startsWith(head) || (inside && line.startsWith("|"));
			if (inside && !line.startsWith(head) && !line.startsWith("| ---")) {
				rows.add(Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
			}
		}
		return rows;
	}

	private static Set<String> anchors(Path document) throws IOException {
		return Files.readAllLines(document)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static Set<String> matches(String pattern, String text) {
		return Pattern.compile(pattern, Pattern.MULTILINE)
			.matcher(text)
			.results()
			.map((match) -> match.group(match.groupCount()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<Path> files(String... roots) throws IOException {
		List<Path> files = new ArrayList<>();
		for (String root : roots) {
			try (Stream<Path> tree = Files.walk(Path.of(root))) {
				tree.filter(Files::isRegularFile).forEach(files::add);
			}
		}
		return files;
	}

}
