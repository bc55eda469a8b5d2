package io.corsync.mapping;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Computes expressions over rows for tests.
 */
final class Computed {

	private static final String HEAD = "version: 1\nproject:\n  name: Name\n  ";

	private Computed() {
	}

	/** The project whose brief is an expression. */
	static Mapped project(String expression, Map<String, String> row) {
		return map("brief: { expression: \"" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "\" }", row);
	}

	/** The brief that an expression gives, null for none. */
	static @Nullable String text(String expression, Map<String, String> row) {
		Mapped project = project(expression, row);
		assertThat(project.refusals()).as(expression).isEmpty();
		return (project.payload().get("brief") != null) ? project.payload().get("brief").stringValue() : null;
	}

	/** What is told of a row whose expression has no value. */
	static String refusal(String expression, Map<String, String> row) {
		Mapped project = project(expression, row);
		assertThat(project.refusals()).as(expression).singleElement().satisfies((refusal) -> {
			assertThat(refusal.cause()).isEqualTo("EXPRESSION_FAILED");
			assertThat(refusal.message()).startsWith("brief cannot be computed: ").endsWith(" (my.yml line 4)");
		});
		assertThat(project.payload().names()).doesNotContain("brief");
		return project.refusals().get(0).message();
	}

	/** What is told of a file with an expression that cannot be used. */
	static String problem(String expression) {
		MappingException refused = catchThrowableOfType(MappingException.class, () -> project(expression, Map.of()));
		assertThat(refused).as(expression).isNotNull();
		assertThat(refused.problems()).as(expression).hasSize(1);
		MappingProblem problem = refused.problems().get(0);
		assertThat(problem.line()).isEqualTo(4);
		assertThat(problem.field()).isEqualTo("project.brief.expression");
		return problem.what() + "; " + problem.remedy();
	}

	/** The project that a line of the mapping gives. */
	static Mapped map(String line, Map<String, String> row) {
		Rows rows = Rows.row(Rows.OPPORTUNITY_ID).with("Name", "One");
		row.forEach(rows::with);
		return MappingFile.read(HEAD + line + "\n", "my.yml")
			.bind(ZoneId.of("America/Argentina/Buenos_Aires"))
			.opportunity(rows.build())
			.project();
	}

	static List<String> fields(String line) {
		return List.copyOf(MappingFile.read(HEAD + line + "\n", "my.yml").bind(ZoneId.of("UTC")).opportunityFields());
	}

}
