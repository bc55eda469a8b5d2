package io.corsync.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.corsync.ledger.Audit;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import io.corsync.report.RunSummary;
import io.corsync.sync.ChangedRows;
import io.corsync.sync.Checkup;
import io.corsync.sync.CorComparison;
import io.corsync.sync.Explanation;
import io.corsync.sync.FailureReport;
import io.corsync.sync.Forgetting;
import io.corsync.sync.FoundPace;
import io.corsync.sync.LeftOutValue;
import io.corsync.sync.Preview;
import io.corsync.sync.RunReport;
import io.corsync.sync.Sight;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/output.md} says of answers is what is written.
 */
class OutputDocumentTests {

	private static final Path DOCUMENT = Path.of("docs/output.md");

	/** The shapes by their headings; what follows the head of a preview is streamed. */
	private static final Map<String, Class<?>> SHAPES = Map.ofEntries(Map.entry("Finding", Checkup.Finding.class),
			Map.entry("Report", RunReport.class), Map.entry("Run", Run.class), Map.entry("Count", Runs.Count.class),
			Map.entry("Group", Ledger.StuckGroup.class), Map.entry("Held", Ledger.Held.class),
			Map.entry("Slice", Slices.Line.class), Map.entry("Comparison", Comparing.All.class),
			Map.entry("Difference", CorComparison.Difference.class),
			Map.entry("Compared", CorComparison.Compared.class),
			Map.entry("Previewed run", PreviewPrinting.PreviewedRun.class),
			Map.entry("Previewed row", Preview.Row.class), Map.entry("Change", Explanation.Change.class),
			Map.entry("Summary", RunSummary.class), Map.entry("Stuck row", FailureReport.Row.class),
			Map.entry("Story", Explanation.Story.class), Map.entry("Sight", Sight.class),
			Map.entry("Part", Sight.Part.class), Map.entry("Relative", Explanation.Relative.class),
			Map.entry("Call", Explanation.Made.class), Map.entry("Row of the ledger", Entry.class),
			Map.entry("Key", Entry.Key.class), Map.entry("Pending", Entry.Pending.class),
			Map.entry("Trouble", Entry.Trouble.class), Map.entry("Source", Entry.Source.class),
			Map.entry("Last run", Entry.LastRun.class), Map.entry("Forgotten", Forgetting.Forgotten.class),
			Map.entry("Record", Forgetting.Known.class), Map.entry("Line", Audit.Line.class),
			Map.entry("Moved", LedgerExportCommand.Moved.class), Map.entry("Migrated", DbMigrateCommand.Migrated.class),
			Map.entry("Changed rows", ChangedRows.class), Map.entry("Left out value", LeftOutValue.class),
			Map.entry("Pace", FoundPace.class));

	@Test
	void documentHasEveryFieldOfEveryShapeAndNoOther() throws IOException {
		Map<String, Set<String>> documented = documented();
		assertThat(documented.remove("Preview")).containsExactlyInAnyOrder("nothingSynced", "firstRun", "running",
				"rule", "outsideRule", "runs", "changed", "rows", "history");
		assertThat(documented.remove("History")).containsExactlyInAnyOrder("because", "runs", "changed");
		assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(SHAPES.keySet());
		SHAPES.forEach((heading, type) -> assertThat(documented.get(heading)).as(heading).isEqualTo(written(type)));
	}

	@Test
	void documentHasEveryCommandThatAnswersSo() throws IOException {
		String commands = Files.readString(DOCUMENT).split("\n## ")[0];
		for (CommandLine command : leaves(commandLine())) {
			String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("cor-sync ", "");
			boolean answers = command.getCommandSpec().findOption("--output") != null;
			assertThat(commands.contains("`" + name + "`")).as(name).isEqualTo(answers);
			assertThat(command.getCommandSpec().findOption("--quiet") != null).as("--quiet of " + name)
				.isEqualTo(answers);
		}
	}

	private static CommandLine commandLine() {
		PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
		return Commands.line((access) -> {
			throw new IllegalStateException("No command runs here");
		}, () -> "", null, nowhere, nowhere, List.of());
	}

	private static List<CommandLine> leaves(CommandLine line) {
		List<CommandLine> leaves = new ArrayList<>();
		line.getSubcommands().values().forEach((child) -> {
			if (child.getSubcommands().isEmpty()) {
				leaves.add(child);
			}
			else {
				leaves.addAll(leaves(child));
			}
		});
		return leaves;
	}

	/** The fields that the program's JSON has, as Jackson would write them. */
	private static Set<String> written(Class<?> type) {
		Set<String> names = new TreeSet<>();
		JsonMapper.shared().acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {

			@Override
			public JsonObjectFormatVisitor expectObjectFormat(JavaType object) {
				return new JsonObjectFormatVisitor.Base(getContext()) {

					@Override
					public void property(BeanProperty property) {
						names.add(property.getName());
					}

					@Override
					public void optionalProperty(BeanProperty property) {
						names.add(property.getName());
					}

				};
			}

		});
		return names;
	}

	private static Map<String, Set<String>> documented() throws IOException {
		Map<String, Set<String>> documented = new LinkedHashMap<>();
		for (String section : Files.readString(DOCUMENT).split("\n## ")) {
			String heading = section.lines().findFirst().orElseThrow();
			Set<String> fields = section.lines()
				.filter((line) -> line.startsWith("| `"))
				.flatMap((line) -> Pattern.compile("`(\\w+)`").matcher(line.split("\\|")[1]).results())
				.map((match) -> match.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
			if (!heading.startsWith("#")) {
				documented.put(heading, fields);
			}
		}
		return documented;
	}

}
