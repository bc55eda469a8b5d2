package io.corsync.ledger;

import java.time.Clock;

import javax.sql.DataSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger's parts, in transactions of their own: none joins the chunk's.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlywayProperties.class)
public class LedgerConfiguration {

	@Bean
	RunHistory runHistory(JdbcClient jdbc) {
		return new RunHistory(jdbc);
	}

	@Bean
	LatestCalls latestCalls(JdbcClient jdbc) {
		return new LatestCalls(jdbc);
	}

	@Bean
	NameSearch nameSearch(JdbcClient jdbc) {
		return new NameSearch(jdbc);
	}

	@Bean
	Targets targets(JdbcClient jdbc, Clock clock) {
		return new Targets(jdbc, clock);
	}

	@Bean
	Leases leases(JdbcClient jdbc, PlatformTransactionManager manager) {
		return new Leases(jdbc, own(manager));
	}

	@Bean
	Runs runs(JdbcClient jdbc, PlatformTransactionManager manager, Clock clock) {
		return new Runs(jdbc, own(manager), clock);
	}

	@Bean
	Slices slices(JdbcClient jdbc) {
		return new Slices(jdbc);
	}

	@Bean
	Workers workers(JdbcClient jdbc, PlatformTransactionManager manager, Clock clock) {
		return new Workers(jdbc, own(manager), clock);
	}

	@Bean
	HandedSlices handedSlices(JdbcClient jdbc) {
		return new HandedSlices(jdbc);
	}

	@Bean
	CallBudget callBudget(DataSource database) {
		return new CallBudget(database);
	}

	/** Only who shares slices asks for it. */
	@Bean
	SliceChannels sliceChannels(DataSource database) {
		return new SliceChannels(database);
	}

	@Bean
	Watermarks watermarks(JdbcClient jdbc) {
		return new Watermarks(jdbc);
	}

	/**
	 * Reads outside of whatever transaction is open: a chunk's would otherwise idle while
	 * COR answers, and block whoever takes the run over.
	 */
	@Bean
	Ledger ledger(DataSource database) {
		return new Ledger(JdbcClient.create(new DelegatingDataSource(database)));
	}

	@Bean
	Attempts attempts(JdbcClient jdbc) {
		return new Attempts(jdbc);
	}

	@Bean
	LedgerExport ledgerExport(DataSource database, FlywayProperties migrations) {
		return new LedgerExport(database, new Schema(migrations));
	}

	@Bean
	LedgerImport ledgerImport(DataSource database, FlywayProperties migrations) {
		return new LedgerImport(database, new Schema(migrations));
	}

	@Bean
	Audit audit(JdbcClient jdbc, Clock clock) {
		return new Audit(jdbc, clock);
	}

	@Bean
	OldRuns oldRuns(JdbcClient jdbc, PlatformTransactionManager manager, Runs runs, Targets targets) {
		return new OldRuns(jdbc, own(manager), runs, targets);
	}

	@Bean
	Traces traces(DataSource database, PlatformTransactionManager manager) {
		return new Traces(database, own(manager));
	}

	@Bean
	Standings standings(JdbcClient jdbc) {
		return new Standings(jdbc);
	}

	@Bean
	ServingLock servingLock(DataSource database, DataSourceProperties properties) {
		return ServingLock.take(properties.determineUrl());
	}

	/** Only who serves asks for it. */
	@Bean
	DueTimes dueTimes(JdbcClient jdbc, ServingLock lock) {
		return new DueTimes(jdbc);
	}

	@Bean
	DescribedFields describedFields(JdbcClient jdbc, PlatformTransactionManager manager) {
		return new DescribedFields(jdbc, own(manager));
	}

	@Bean
	StuckRows stuckRows(JdbcClient jdbc) {
		return new StuckRows(jdbc);
	}

	@Bean
	LedgerStore ledgerStore(NamedParameterJdbcTemplate jdbc, PlatformTransactionManager manager, Clock clock) {
		return new LedgerStore(jdbc, own(manager), clock);
	}

	private static TransactionTemplate own(PlatformTransactionManager manager) {
		TransactionTemplate template = new TransactionTemplate(manager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

}
