package io.corsync.sync;

import io.corsync.cor.Cor;
import io.corsync.ledger.LedgerCopy;
import io.corsync.salesforce.Salesforce;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of a preview: those of a run, but for the COR.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("cor-sync.copy")
public class PreviewConfiguration {

	@Bean
	Cor pretendedCor(LedgerCopy copy) {
		return new PretendedCor(copy::blocked);
	}

	@Bean
	Preview preview(Synchronizer synchronizer, LedgerCopy copy, TargetGuard guard, Salesforce salesforce,
			MappingSource mappings, SyncProperties properties) {
		return new Preview(synchronizer, copy, guard, salesforce,
				new Outside(salesforce, new Sighting(salesforce, mappings, properties), properties));
	}

}
