package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Target;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.ApiUsage;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Salesforce for people who look at a page: over a session of its own, since giving
 * up on an answer ends the session, and a run must not lose its own by that. After a
 * silence nobody waits for Salesforce again for a while.
 */
public final class Inquiry {

	/** Long enough for a page to be used while Salesforce is down. */
	private static final Duration SILENCE = Duration.ofMinutes(1);

	private final Supplier<? extends Salesforce> logins;

	private final Salesforce shared;

	private final Explanation.Records records;

	private final Runs runs;

	private final MappingSource mappings;

	private final SyncProperties properties;

	private final Supplier<TargetGuard> guard;

	private final Clock clock;

	private @Nullable Salesforce own;

	private @Nullable Instant silentSince;

	private @Nullable String silence;

	Inquiry(Supplier<? extends Salesforce> logins, Salesforce shared, Explanation.Records records, Runs runs,
			MappingSource mappings, SyncProperties properties, Supplier<TargetGuard> guard, Clock clock) {
		this.logins = logins;
		this.shared = shared;
		this.records = records;
		this.runs = runs;
		this.mappings = mappings;
		this.properties = properties;
		this.guard = guard;
		this.clock = clock;
	}

	/**
	 * The whole story of one record.
	 * @param externalId the record, 18 characters
	 * @return one story for each COR that it was sent to, or one without
	 */
	public List<Explanation.Story> stories(String externalId) {
		Salesforce salesforce = salesforce();
		List<Explanation.Story> stories = new Explanation(this.records, salesforce,
				new Sighting(salesforce, this.mappings, this.properties), this.properties.overlap())
			.of(externalId);
		stories.stream()
			.map(Explanation.Story::withoutSalesforce)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresent((why) -> silent(salesforce, why));
		return stories;
	}

	/**
	 * What is stuck, with the names around it.
	 * @param looking what is to be looked up
	 * @param <T> what that is
	 * @return what was looked up
	 */
	public <T> T failures(Function<FailureReport, T> looking) {
		Salesforce salesforce = salesforce();
		FailureReport report = new FailureReport(this.records.targets(), this.records.stuck(), salesforce,
				new KindObjects(this.mappings::file));
		T found = looking.apply(report);
		String trouble = report.withoutNames();
		if (trouble != null) {
			silent(salesforce, trouble);
		}
		return found;
	}

	/**
	 * What a run would read.
	 * @param request the run
	 * @return what it reads; a retry and an approval read what is in the ledger
	 */
	public Forecast forecast(RunRequest request) {
		Salesforce salesforce = salesforce();
		try {
			return Briefly.ask(salesforce, () -> forecast(request, salesforce));
		}
		catch (SalesforceException.Unavailable ex) {
			// It was given up on, and answers nobody any more.
			silent(salesforce, String.valueOf(ex.getMessage()));
			throw ex;
		}
	}

	private Forecast forecast(RunRequest request, Salesforce salesforce) {
		Organization organization = salesforce.organization();
		Mapping mapping = this.mappings.load(organization);
		Optional<Target> target = this.guard.get().find(organization);
		RunPlan plan = new RunPlanner(salesforce, this.records.watermarks(), this.properties).plan(request, target,
				mapping);
		plan.creationValues(mapping);
		Selection selection = plan.selection();
		long rows = (selection != null)
				? salesforce.count(new SourceObjects(mapping, this.properties.filter()).opportunities(selection)) : -1;
		Instant from = (plan.window() != null) ? plan.window().from() : null;
		boolean history = plan.window() != null && from == null;
		FormerRuns former = new FormerRuns(this.runs, this.properties);
		Long unfinished = former.unfinished(request, target, mapping.version()).map(Run::number).orElse(null);
		boolean bounded = history || request instanceof RunRequest.Reconcile;
		return new Forecast(organization.name(), this.guard.get().url(), this.properties.filter(),
				bounded ? this.properties.from() : null, from, rows, plan.slices().size(), former.none(plan, target),
				unfinished);
	}

	/**
	 * The org's API calls, as the last answer told them.
	 * @return nothing before this process has asked Salesforce anything
	 */
	public synchronized Optional<ApiUsage> usage() {
		Optional<ApiUsage> told = this.shared.usage();
		return (told.isPresent() || this.own == null) ? told : this.own.usage();
	}

	private synchronized Salesforce salesforce() {
		Instant since = this.silentSince;
		if (since != null && this.clock.instant().isBefore(since.plus(SILENCE))) {
			return new SilentSalesforce(this.logins.get(), String.valueOf(this.silence));
		}
		this.silentSince = null;
		Salesforce open = this.own;
		if (open == null) {
			open = this.logins.get();
			this.own = open;
		}
		return open;
	}

	private synchronized void silent(Salesforce asked, String why) {
		if (asked == this.own) {
			this.own = null;
			this.silentSince = this.clock.instant();
			this.silence = why;
			asked.stop();
			if (asked instanceof AutoCloseable open) {
				close(open);
			}
		}
	}

	private static void close(AutoCloseable open) {
		try {
			open.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
