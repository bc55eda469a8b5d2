package io.corsync.sync;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

import io.corsync.cor.Cor;
import io.corsync.cor.CorProperties;
import io.corsync.ledger.Attempts;
import io.corsync.ledger.Audit;
import io.corsync.ledger.CallBudget;
import io.corsync.ledger.DescribedFields;
import io.corsync.ledger.DueTimes;
import io.corsync.ledger.HandedSlices;
import io.corsync.ledger.LatestCalls;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.LedgerExport;
import io.corsync.ledger.LedgerImport;
import io.corsync.ledger.LedgerStore;
import io.corsync.ledger.Leases;
import io.corsync.ledger.NameSearch;
import io.corsync.ledger.OldRuns;
import io.corsync.ledger.RunHistory;
import io.corsync.ledger.Runs;
import io.corsync.ledger.SliceChannels;
import io.corsync.ledger.Slices;
import io.corsync.ledger.Standings;
import io.corsync.ledger.StuckRows;
import io.corsync.ledger.Targets;
import io.corsync.ledger.Traces;
import io.corsync.ledger.Watermarks;
import io.corsync.ledger.Workers;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceProperties;
import io.corsync.salesforce.SoapSalesforce;

import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The parts of the job.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SyncProperties.class, HistoryProperties.class })
public class SyncConfiguration {

	private static final String DATABASE_URL = "spring.datasource.url";

	@Bean
	MappingSource mappingSource(SyncProperties properties) {
		return new FileMappingSource(Path.of(properties.mapping()));
	}

	@Bean
	Inspection inspection(Targets targets, Runs runs, Slices slices, Ledger ledger, Leases leases,
			Watermarks watermarks) {
		return new Inspection(targets, runs, slices, ledger, leases, watermarks);
	}

	@Bean
	DueRuns dueRuns(DueTimes times, CorProperties cor, SalesforceProperties salesforce, Clock clock) {
		return new DueRuns(times,
				"%s %s".formatted(cor.baseUrl(), Objects.requireNonNullElse(salesforce.organizationId(), "")).strip(),
				clock);
	}

	@Bean
	KindObjects kindObjects(MappingSource mappings) {
		return new KindObjects(mappings::file);
	}

	@Bean
	FailureReport failureReport(Targets targets, StuckRows stuck, Salesforce salesforce, KindObjects objects) {
		return new FailureReport(targets, stuck, salesforce, objects);
	}

	@Bean
	RunRows runRows(Attempts attempts, FailureReport failures, Salesforce salesforce, KindObjects objects) {
		return new RunRows(attempts, failures, salesforce, objects);
	}

	@Bean
	Notices notices(Standings standings, Runs runs, Targets targets, FailureReport failures, Clock clock,
			SalesforceProperties salesforce) {
		return new Notices(standings, runs, targets, failures, clock,
				Objects.requireNonNullElse(salesforce.organizationId(), ""));
	}

	@Bean
	Explanation explanation(Targets targets, Ledger ledger, StuckRows stuck, Watermarks watermarks,
			Salesforce salesforce, MappingSource mappings, SyncProperties properties) {
		return new Explanation(new Explanation.Records(targets, ledger, stuck, watermarks), salesforce,
				new Sighting(salesforce, mappings, properties), properties.overlap());
	}

	@Bean
	Overview overview(Targets targets, RunHistory history, Ledger ledger, Watermarks watermarks, NameSearch names,
			LatestCalls calls, Clock clock, CorProperties cor) {
		return new Overview(targets, history, ledger, watermarks, names, calls, clock, Objects.toString(cor.baseUrl()));
	}

	@Bean
	Inquiry inquiry(SalesforceProperties settings, Salesforce salesforce, Targets targets, Ledger ledger,
			StuckRows stuck, Watermarks watermarks, Runs runs, MappingSource mappings, SyncProperties properties,
			ObjectProvider<TargetGuard> guard, Clock clock) {
		return new Inquiry(() -> SoapSalesforce.connect(settings, clock), salesforce,
				new Explanation.Records(targets, ledger, stuck, watermarks), runs, mappings, properties,
				guard::getObject, clock);
	}

	@Bean
	SettingSheet settingSheet(MappingSource mappings, SyncProperties properties, CorProperties cor,
			SalesforceProperties salesforce) {
		return new SettingSheet(mappings, properties, cor, salesforce);
	}

	@Bean
	Checkup checkup(Salesforce salesforce, SalesforceProperties salesforceProperties, Cor cor,
			CorProperties corProperties, MappingSource mappings, SyncProperties properties, HistoryProperties history,
			ObjectProvider<TargetGuard> guard, ObjectProvider<Drift> drift, Environment environment, Clock clock) {
		return new Checkup(salesforce, salesforceProperties, cor, corProperties, mappings, properties, history,
				guard::getObject, drift::getObject, environment.getProperty(DATABASE_URL, ""), clock);
	}

	@Bean
	MappingCheckup mappingCheckup(MappingSource mappings, SyncProperties properties) {
		return new MappingCheckup(mappings, properties.mapping());
	}

	@Bean
	Drift drift(Salesforce salesforce, MappingSource mappings, DescribedFields fields) {
		return new Drift(salesforce, mappings, fields);
	}

	@Bean
	FrozenDeal frozenDeal(Salesforce salesforce, MappingSource mappings, SyncProperties properties) {
		return new FrozenDeal(salesforce, mappings, properties);
	}

	@Bean
	TargetGuard targetGuard(Targets targets, CorProperties cor, SalesforceProperties salesforce,
			SyncProperties properties) {
		return new TargetGuard(targets, Objects.requireNonNull(cor.baseUrl(), "it has a default"), cor.companyId(),
				salesforce.organizationId(), properties.allowSandbox());
	}

	@Bean
	HeldRows heldRows(Ledger ledger, Runs runs) {
		return new HeldRows(ledger, runs);
	}

	@Bean
	Parking parking(Targets targets, TargetGuard guard, Ledger ledger, LedgerStore store, Leases leases, Clock clock) {
		return new Parking(targets, guard, ledger, store, leases, clock);
	}

	@Bean
	LedgerTransfer ledgerTransfer(Targets targets, Leases leases, LedgerExport exporting, LedgerImport importing) {
		return new LedgerTransfer(targets, leases, exporting, importing);
	}

	@Bean
	CorComparison corComparison(Cor cor, Ledger ledger, Targets targets, TargetGuard guard) {
		return new CorComparison(cor, ledger, targets, guard.url());
	}

	@Bean
	BatchExecutions batchExecutions(JobRepository repository, JobOperator operator, Clock clock) {
		return new BatchExecutions(repository, operator, clock);
	}

	@Bean
	AuditTrail auditTrail(Audit audit, Environment environment) {
		return new AuditTrail(audit, environment.getProperty(DATABASE_URL, ""));
	}

	@Bean
	Forgetting forgetting(Targets targets, Leases leases, Ledger ledger, Traces traces, Clock clock) {
		return new Forgetting(targets, leases, ledger, traces, clock);
	}

	@Bean
	Purge purge(OldRuns oldRuns, BatchExecutions executions, Audit audit, HistoryProperties history, Clock clock) {
		return new Purge(oldRuns, executions, audit, history.keep(), clock);
	}

	@Bean
	RunParts runParts(Salesforce salesforce, Cor cor, CorProperties corProperties, SyncProperties properties,
			RunLauncher.Records records, Clock clock) {
		return new RunParts(salesforce, cor, corProperties, properties, records, clock);
	}

	@Bean
	RunLauncher.SharedSlices sharedSlices(Workers workers, HandedSlices slices, SliceChannels channels,
			CallBudget budget) {
		return new RunLauncher.SharedSlices(workers, slices, channels, budget);
	}

	@Bean
	RunLauncher runLauncher(Salesforce salesforce, Cor cor, CorProperties corProperties, SyncProperties properties,
			RunLauncher.Records records, RunParts parts, ObjectProvider<RunLauncher.SharedSlices> shared,
			JobRepository repository, BatchExecutions executions, PlatformTransactionManager manager, Clock clock,
			Environment environment) {
		return new RunLauncher(salesforce, cor, corProperties, properties, records, parts, shared::getObject,
				repository, executions, manager, clock, environment.getProperty(DATABASE_URL, ""));
	}

	@Bean
	Worker worker(Preparation preparation, TargetGuard guard, Salesforce salesforce, Cor cor,
			CorProperties corProperties, SyncProperties properties, RunLauncher.Records records, RunParts parts,
			RunLauncher.SharedSlices shared, RunPlanner planner, JobRepository repository,
			PlatformTransactionManager manager, Environment environment) {
		return new Worker(preparation, guard, salesforce, cor, corProperties, properties, records, parts, shared,
				planner, repository, manager, environment.getProperty(DATABASE_URL, ""));
	}

	@Bean
	Preparation preparation(Salesforce salesforce, Cor cor, MappingSource mappings, SyncProperties properties,
			HistoryProperties history, TargetGuard guard, Drift drift) {
		return new Preparation(salesforce, cor, mappings, properties, history, guard, drift);
	}

	@Bean
	RunPlanner runPlanner(Salesforce salesforce, Watermarks watermarks, SyncProperties properties) {
		return new RunPlanner(salesforce, watermarks, properties);
	}

	@Bean
	RunLauncher.Records records(Ledger ledger, LedgerStore store, Runs runs, Targets targets, Watermarks watermarks,
			Slices slices) {
		return new RunLauncher.Records(ledger, store, runs, targets, watermarks, slices);
	}

	@Bean
	Synchronizer synchronizer(Preparation preparation, RunPlanner planner, Salesforce salesforce, Cor cor,
			SyncProperties properties, TargetGuard guard, Leases leases, Runs runs, HeldRows held, Ledger ledger,
			RunLauncher launcher, Purge purge, CorProperties corProperties, Drift drift, Environment environment) {
		return new Synchronizer(preparation, drift, salesforce, new FirstLook(salesforce, cor, ledger), guard, leases,
				runs, planner, held, launcher, purge, properties, corProperties,
				environment.getProperty(DATABASE_URL, ""));
	}

}
