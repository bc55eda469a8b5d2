package io.corsync.mapping;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.corsync.salesforce.SourceRow;

/**
 * Runs mapping tests, files that hold a row of Salesforce and what is to become of it,
 * and writes them. Calls nobody.
 */
public final class MappingTrials {

	private static final String STAMP = "SystemModstamp";

	private final MappingFile mapping;

	public MappingTrials(MappingFile mapping) {
		this.mapping = mapping;
	}

	/**
	 * How one test ended.
	 *
	 * @param file the test
	 * @param problems what differs from what it expects, or keeps it from being tried;
	 * empty when it holds
	 */
	public record Result(Path file, List<MappingProblem> problems) {

		public boolean holds() {
			return this.problems.isEmpty();
		}

	}

	/**
	 * Runs every test of a directory.
	 * @param directory where the files are
	 * @return in the order of their names; none when there is no such directory
	 * @throws IOException when the directory cannot be read
	 */
	public List<Result> run(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		SortedSet<Path> files = new TreeSet<>();
		try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{yml,yaml}")) {
			found.forEach(files::add);
		}
		List<Result> results = new ArrayList<>();
		for (Path file : files) {
			Problems problems = new Problems(file.toString());
			String text = TextFile.read(file, "remove the link to it", problems);
			if (text != null) {
				run(text, problems);
			}
			results.add(new Result(file, problems.list()));
		}
		return results;
	}

	/**
	 * Runs one test.
	 * @param text the test
	 * @param name what to call it in messages
	 * @return what differs, empty when it holds
	 */
	List<MappingProblem> run(String text, String name) {
		Problems problems = new Problems(name);
		run(text, problems);
		return problems.list();
	}

	private void run(String text, Problems problems) {
		Trial trial = new TrialParser(this.mapping, problems).parse(text);
		if (trial != null) {
			new TrialComparison(this.mapping, problems).compare(trial.mapping().opportunity(trial.row()),
					trial.expectation());
		}
	}

	/**
	 * Writes what the mapping makes of a row as a test that holds.
	 * @param row an Opportunity, read with the mapping's fields
	 * @param orgZone the org's time zone
	 * @return the test
	 */
	public String freeze(SourceRow row, ZoneId orgZone) {
		Mapping bound = this.mapping.bind(orgZone);
		SortedSet<String> paths = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		paths.addAll(bound.opportunityFields());
		paths.removeIf((path) -> path.equalsIgnoreCase(STAMP) || path.endsWith("." + STAMP));
		String zone = bound.zone().equals(orgZone) ? orgZone.getId() : null;
		MappedOpportunity mapped = bound.opportunity(row);
		String text = TrialText.of(row, paths, mapped, zone);
		// Stamps say nothing to people; they are written where the mapping reads them.
		return run(text, "").isEmpty() ? text : TrialText.of(row, bound.opportunityFields(), mapped, zone);
	}

}
