package io.corsync.ledger;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts a copy in place of the database that is set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("cor-sync.copy")
public class CopyConfiguration {

	@Bean
	LedgerCopy ledgerCopy(DataSourceProperties properties, FlywayProperties migrations) {
		return LedgerCopy.of(new ExistingDatabase(properties), new Schema(migrations));
	}

	@Bean(destroyMethod = "")
	DataSource dataSource(LedgerCopy copy) {
		return copy.dataSource();
	}

}
