package io.corsync;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The program keeps to its architecture, and each rule fires where it is broken.
 */
class ArchitectureTests {

	private static final String FIXTURES = "io.corsync.archfixtures";

	private static final Pattern TYPE = Pattern.compile(Pattern.quote(FIXTURES) + "\\.((?:[a-z]+\\.)?[A-Z]\\w*)");

	private static final JavaClasses PROGRAM = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.corsync");

	private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURES);

	/** Each rule with the fixtures that break it, and no others do. */
	static Stream<Arguments> rules() {
		return Stream.of(rule("rooms", ArchitectureRules::rooms, "sandbox.UsesTheClient", "cor.KnowsTheLedger",
				"salesforce.KnowsCor", "ledger.KnowsSalesforce", "mapping.KnowsTheLedger", "sync.UsesACommand",
				"cli.CallsCor", "mystery.LivesInNoRoom", "prove.UsesTheLedger", "report.CallsCor", "status.CallsCor"),
				rule("values", ArchitectureRules::values, "cli.OpensTheStore", "report.OpensTheStore",
						"status.OpensTheStore"),
				rule("sandbox", ArchitectureRules::sandbox, "StartsTheSandbox"),
				rule("proof", ArchitectureRules::proof, "StartsTheProof"),
				rule("soap", ArchitectureRules::soap, "sync.SpeaksSoap"),
				rule("http", ArchitectureRules::http, "cli.SpeaksHttp", "sync.SpeaksApacheHttp", "sync.SpeaksRest"),
				rule("server", ArchitectureRules::server, "status.ServesHttp"),
				rule("sql", ArchitectureRules::sql, "sync.SpeaksSql", "cli.SpeaksJdbc"),
				rule("state", ArchitectureRules::state, "mapping.Counts", "mapping.CountsAtomically"),
				rule("time", ArchitectureRules::time, "cor.Sleeps", "cor.SleepsByUnit"),
				rule("names", ArchitectureRules::names, "mapping.RowManager", "mapping.RowHelper", "mapping.RowUtil",
						"mapping.RowUtils", "mapping.RowImpl", "mapping.RowData", "mapping.RowInfo"),
				rule("nulls", ArchitectureRules::nulls, "mystery.LivesInNoRoom"));
	}

	private static Arguments rule(String name, Function<ArchitectureRules, ArchRule> rule, String... offenders) {
		return arguments(name, rule, List.of(offenders));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void holds(String name, Function<ArchitectureRules, ArchRule> rule, List<String> offenders) {
		rule.apply(new ArchitectureRules("io.corsync")).check(PROGRAM);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void firesWhereItIsBroken(String name, Function<ArchitectureRules, ArchRule> rule, List<String> offenders) {
		assertThat(breaking(rule)).containsExactlyInAnyOrderElementsOf(offenders);
	}

	@Test
	void knowsNoCircles() {
		new ArchitectureRules("io.corsync").circles().check(PROGRAM);
	}

	@Test
	void firesOnACircle() {
		EvaluationResult result = new ArchitectureRules(FIXTURES).circles().evaluate(BROKEN);
		assertThat(result.getFailureReport().getDetails()).hasSize(2)
			.anySatisfy((circle) -> assertThat(circle).contains("UsesACommand", "ShowsRows"))
			.anySatisfy((circle) -> assertThat(circle).contains("KnowsTheLedger", "KnowsSalesforce", "KnowsCor"));
	}

	/** The first class in each line of the report. */
	private static Set<String> breaking(Function<ArchitectureRules, ArchRule> rule) {
		EvaluationResult result = rule.apply(new ArchitectureRules(FIXTURES)).evaluate(BROKEN);
		Set<String> found = new TreeSet<>();
		for (String line : result.getFailureReport().getDetails()) {
			Matcher type = TYPE.matcher(line);
			assertThat(type.find()).as(line).isTrue();
			found.add(type.group(1));
		}
		return found;
	}

	@Test
	void looksAtTheWholeProgram() {
		assertThat(PROGRAM.contain("io.corsync.CorSync")).isTrue();
		assertThat(PROGRAM.size()).isGreaterThan(300);
		assertThat(PROGRAM.stream().map((type) -> type.getPackageName()))
			.noneMatch((name) -> name.startsWith(FIXTURES));
	}

}
