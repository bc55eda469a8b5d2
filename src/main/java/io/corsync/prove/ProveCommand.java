package io.corsync.prove;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code prove} command.
 */
@Command(name = "prove", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Kills and troubles this program in every way, against a sandbox on this machine, and shows that nothing is lost and nothing doubled.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:nothing was lost, doubled or left unsettled, and all books balance",
				"1:a case failed; it is named, with how to repeat it",
				"2:wrong options, or a database that is in use" })
public final class ProveCommand implements Callable<Integer> {

	private static final int USAGE = 2;

	/** For fewer cases it does not pay to prepare their start. */
	private static final int MANY = 3;

	@Option(names = "--database-url", paramLabel = "URL",
			description = "An empty PostgreSQL database, jdbc:postgresql://…; user and password as SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD. Without it, a scratch file for each case.")
	private @Nullable String databaseUrl;

	@Option(names = "--seed", paramLabel = "S", defaultValue = "1",
			description = "Where chance comes from (default: ${DEFAULT-VALUE}).")
	private long seed;

	@Option(names = "--quick", description = "A selection that takes less than two minutes.")
	private boolean quick;

	@Option(names = "--mixes", paramLabel = "N",
			description = "How many random mixes of trouble (default: 20, 2 with --quick).")
	private @Nullable Integer mixes;

	@Option(names = "--remote", description = "Shares the runs with workers, which are killed; needs --database-url.")
	private boolean remote;

	@Option(names = "--case", paramLabel = "NAME",
			description = "Only this case; an asterisk stands for any letters. May be given several times.")
	private List<String> cases = List.of();

	@Option(names = "--output", paramLabel = "FORM", defaultValue = "table",
			description = "table or json (default: ${DEFAULT-VALUE}).")
	private Form form = Form.TABLE;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	/** The form of the answer. */
	enum Form {

		TABLE, JSON;

		@Override
		public String toString() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		if (this.remote && this.databaseUrl == null) {
			throw new ParameterException(this.spec.commandLine(),
					"--remote needs --database-url: workers share a run over PostgreSQL.");
		}
		Way way = this.remote ? Way.SHARED : Way.ALONE;
		List<Case> chosen = Matrix.of(this.seed, (this.mixes != null) ? this.mixes : this.quick ? 2 : 20, this.quick,
				this.cases, way);
		if (chosen.isEmpty()) {
			throw new ParameterException(this.spec.commandLine(),
					"There is no case %s. Without --case all are run.".formatted(String.join(" ", this.cases)));
		}
		Place place;
		try {
			place = (this.databaseUrl != null) ? PostgresPlace.at(this.databaseUrl, System.getenv()) : Place.EMBEDDED;
		}
		catch (PostgresPlace.Unfit ex) {
			err().println(ex.getMessage());
			err().flush();
			return USAGE;
		}
		Path directory = Files.createTempDirectory("cor-sync-prove");
		try (Place opened = place; Tidying tidying = new Tidying(place, directory)) {
			Report report = new Report(out(), err(), this.form == Form.JSON, this.seed,
					this.remote ? place.option() + " --remote" : place.option());
			report.begin(chosen, place.database());
			Launching launching = Launching.same();
			if (chosen.size() >= MANY) {
				launching = launching.quicker(directory.resolve("program"));
			}
			List<Verdict> verdicts = new Prover(launching, directory, place, this.seed, way).prove(chosen,
					report::line);
			return report.end(verdicts, directory) ? 0 : 1;
		}
	}

	private PrintWriter out() {
		return this.spec.commandLine().getOut();
	}

	private PrintWriter err() {
		return this.spec.commandLine().getErr();
	}

}
