package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.corsync.cor.Cor;
import io.corsync.cor.CorProperties;
import io.corsync.ledger.Target;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingCheck;
import io.corsync.mapping.MappingFindings;
import io.corsync.mapping.ObjectField;
import io.corsync.mapping.PermissionSet;
import io.corsync.mapping.ReadAccess;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceProperties;

/**
 * Tries everything that a run relies on, without changing anything, and names the remedy
 * for each thing that does not hold.
 */
public final class Checkup {

	/**
	 * Tokens and windows survive less; beyond it, something is wrong with this machine.
	 */
	private static final Duration MOST_CLOCK_SKEW = Duration.ofMinutes(5);

	private static final String FIELDS = "Mapped fields";

	private final Salesforce salesforce;

	private final SalesforceProperties salesforceProperties;

	private final Cor cor;

	private final CorProperties corProperties;

	private final MappingSource mappings;

	private final SyncProperties properties;

	private final HistoryProperties history;

	private final Supplier<TargetGuard> guard;

	private final Supplier<Drift> drift;

	private final String databaseUrl;

	private final Clock clock;

	Checkup(Salesforce salesforce, SalesforceProperties salesforceProperties, Cor cor, CorProperties corProperties,
			MappingSource mappings, SyncProperties properties, HistoryProperties history, Supplier<TargetGuard> guard,
			Supplier<Drift> drift, String databaseUrl, Clock clock) {
		this.salesforce = salesforce;
		this.salesforceProperties = salesforceProperties;
		this.cor = cor;
		this.corProperties = corProperties;
		this.mappings = mappings;
		this.properties = properties;
		this.history = history;
		this.guard = guard;
		this.drift = drift;
		this.databaseUrl = databaseUrl;
		this.clock = clock;
	}

	/**
	 * One thing that was tried.
	 *
	 * @param subject what was tried
	 * @param code {@link ExitCode#DONE} when it holds, else what its failure means
	 * @param words what was found, with the remedy where it does not hold
	 * @param note whether it holds, and is worth a look all the same
	 */
	public record Finding(String subject, ExitCode code, String words, boolean note) {

		/**
		 * Something that holds or does not.
		 * @param subject what was tried
		 * @param code what its failure means
		 * @param words what was found
		 */
		public Finding(String subject, ExitCode code, String words) {
			this(subject, code, words, false);
		}

		static Finding note(String subject, String words) {
			return new Finding(subject, ExitCode.DONE, words, true);
		}

		public boolean good() {
			return this.code == ExitCode.DONE;
		}

	}

	/**
	 * Tries everything.
	 * @return the findings in the order of trying; what rests on something that does not
	 * hold is left out
	 */
	public List<Finding> run() {
		List<Finding> findings = new ArrayList<>();
		boolean settings = settings(findings);
		boolean database = add(findings, "Database", () -> {
			this.guard.get();
			return this.databaseUrl;
		});
		List<Finding> offline = new MappingCheckup(this.mappings, this.properties.mapping()).run();
		findings.addAll(offline);
		boolean mapping = offline.get(0).good();
		if (settings && add(findings, "Salesforce login", this::login)) {
			org(findings, mapping, database);
		}
		if (settings) {
			add(findings, "COR login", () -> {
				this.cor.login();
				return this.corProperties.baseUrl() + " gave a token";
			});
		}
		return findings;
	}

	private boolean settings(List<Finding> findings) {
		List<String> problems = new ArrayList<>(this.salesforceProperties.problems());
		this.corProperties.problems().forEach((problem) -> problems.add(problem.toString()));
		problems.addAll(this.properties.problems());
		problems.addAll(this.history.problems());
		problems.forEach((problem) -> findings.add(new Finding("Settings", ExitCode.REFUSED, problem)));
		if (problems.isEmpty()) {
			findings.add(new Finding("Settings", ExitCode.DONE, "All settings fit"));
		}
		return problems.isEmpty();
	}

	private String login() {
		Organization organization = this.salesforce.organization();
		return "%s%s (%s) as %s".formatted(organization.name(), organization.sandbox() ? ", a sandbox" : "",
				organization.id(), organization.username());
	}

	private void org(List<Finding> findings, boolean mapping, boolean database) {
		boolean ours = database && add(findings, "Org and company", () -> {
			this.guard.get().find(this.salesforce.organization());
			return "This ledger belongs to them, or to nobody yet";
		});
		if (mapping) {
			fields(findings, ours);
			add(findings, "Filter", this::filter);
		}
		add(findings, "Clock", this::clock);
		this.salesforce.usage()
			.ifPresent((usage) -> findings.add(new Finding("Salesforce quota", ExitCode.DONE,
					"%,d of %,d API calls of the last 24 hours are used".formatted(usage.used(), usage.limit()))));
	}

	private void fields(List<Finding> findings, boolean ours) {
		List<Finding> found = new ArrayList<>();
		boolean described = add(findings, FIELDS, () -> {
			MappingFindings all = this.mappings.findings(this.salesforce,
					ours ? this.drift.get().before(target()) : Map.of());
			all.problems().forEach((problem) -> found.add(new Finding(FIELDS, ExitCode.REFUSED, problem.toString())));
			all.notes().forEach((note) -> found.add(Finding.note(FIELDS, note.toString())));
			return "All are there, readable, and of types that fit";
		});
		if (described && found.stream().anyMatch((finding) -> !finding.good())) {
			findings.remove(findings.size() - 1);
		}
		findings.addAll(found);
		if (described && ours) {
			this.drift.get().since(target()).forEach((change) -> findings.add(Finding.note("Since last run", change)));
		}
	}

	private Optional<Target> target() {
		return this.guard.get().find(this.salesforce.organization());
	}

	private String filter() {
		Organization organization = this.salesforce.organization();
		Mapping mapping = this.mappings.load(organization);
		SourceObjects objects = new SourceObjects(mapping, this.properties.filter());
		Selection all = new Selection.Changed(null, this.salesforce.serverTime(), this.properties.from());
		return "%s: %,d Opportunities".formatted(this.properties.filter(),
				this.salesforce.count(objects.opportunities(all)));
	}

	private String clock() {
		Instant before = this.clock.instant();
		Duration skew = Duration.between(before, this.salesforce.serverTime()).abs();
		if (skew.compareTo(MOST_CLOCK_SKEW) > 0) {
			throw new GuardException("This machine's clock differs from Salesforce's by %d s. Set it by NTP."
				.formatted(skew.toSeconds()));
		}
		return "Within %d s of Salesforce's".formatted(skew.toSeconds() + 1);
	}

	private boolean add(List<Finding> findings, String subject, Supplier<String> trial) {
		try {
			findings.add(new Finding(subject, ExitCode.DONE, trial.get()));
			return true;
		}
		catch (RuntimeException ex) {
			Failure failure = Failure.of(ex, this.databaseUrl);
			failure.lines().forEach((line) -> findings.add(new Finding(subject, failure.code(), line)));
			return false;
		}
	}

	/**
	 * The permission set that the integration user needs for this mapping and filter.
	 * @return metadata XML
	 */
	public String permissionSet() {
		TreeSet<ObjectField> others = new TreeSet<>();
		others.add(new ObjectField("Opportunity", "IsWon"));
		ReadAccess access = new MappingCheck(this.salesforce::describe).access(this.mappings.file(), others);
		return PermissionSet.xml(access);
	}

}
