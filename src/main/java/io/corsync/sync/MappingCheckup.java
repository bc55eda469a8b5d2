package io.corsync.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.corsync.mapping.MappingException;
import io.corsync.mapping.MappingFile;
import io.corsync.mapping.MappingProblem;
import io.corsync.mapping.MappingTrials;

/**
 * Tries the mapping file in itself, and on the mapping tests beside it; calls nobody.
 */
public final class MappingCheckup {

	private static final String FILE = "Mapping file";

	private static final String TESTS = "Mapping tests";

	private final MappingSource mappings;

	private final String name;

	MappingCheckup(MappingSource mappings, String name) {
		this.mappings = mappings;
		this.name = name;
	}

	/**
	 * Tries everything.
	 * @return what was found; without a sound file no test is tried
	 */
	public List<Checkup.Finding> run() {
		List<Checkup.Finding> findings = new ArrayList<>();
		try {
			MappingFile file = this.mappings.file();
			findings.add(new Checkup.Finding(FILE, ExitCode.DONE, this.name + " is read"));
			findings.addAll(tests(file));
		}
		catch (MappingException ex) {
			ex.problems().forEach((problem) -> findings.add(failed(FILE, problem)));
		}
		return findings;
	}

	private List<Checkup.Finding> tests(MappingFile file) {
		Path directory = this.mappings.tests();
		List<Checkup.Finding> findings = new ArrayList<>();
		try {
			List<MappingTrials.Result> results = new MappingTrials(file).run(directory);
			long holding = results.stream().filter(MappingTrials.Result::holds).count();
			if (results.isEmpty()) {
				findings.add(new Checkup.Finding(TESTS, ExitCode.DONE,
						"There are none in %s; preview --id ID --as-test FILE writes one".formatted(directory)));
			}
			else if (holding > 0) {
				findings.add(new Checkup.Finding(TESTS, ExitCode.DONE, "%s in %s hold".formatted(
						(holding == results.size()) ? "All " + holding : "%d of %d".formatted(holding, results.size()),
						directory)));
			}
			results.forEach(
					(result) -> result.problems().forEach((problem) -> findings.add(failed("Mapping test", problem))));
		}
		catch (IOException ex) {
			findings.add(new Checkup.Finding(TESTS, ExitCode.REFUSED,
					"%s cannot be read (%s). Let the user that runs the program read it.".formatted(directory,
							ex.getMessage())));
		}
		return findings;
	}

	private static Checkup.Finding failed(String subject, MappingProblem problem) {
		return new Checkup.Finding(subject, ExitCode.REFUSED, problem.toString());
	}

}
