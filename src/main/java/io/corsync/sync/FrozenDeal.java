package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingTrials;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SourceRow;

/**
 * Writes an Opportunity as it is now, and what the mapping makes of it, as a mapping
 * test. Looks into Salesforce only.
 */
public final class FrozenDeal {

	private final Salesforce salesforce;

	private final MappingSource mappings;

	private final SyncProperties properties;

	FrozenDeal(Salesforce salesforce, MappingSource mappings, SyncProperties properties) {
		this.salesforce = salesforce;
		this.mappings = mappings;
		this.properties = properties;
	}

	/**
	 * The test.
	 * @param id the Opportunity, whether or not it meets the rule
	 * @return YAML
	 */
	public String asTest(String id) {
		this.mappings.file();
		Organization organization = this.salesforce.organization();
		Mapping mapping = this.mappings.load(organization);
		List<SourceRow> rows = Reading.all(this.salesforce,
				new SourceObjects(mapping, this.properties.filter()).byId(Kind.PROJECT, List.of(id), false));
		if (rows.isEmpty()) {
			throw new RefusedRequestException(
					"%s is not there, or this user may not see it. No test was written.".formatted(id));
		}
		return new MappingTrials(this.mappings.file()).freeze(rows.get(0), organization.zone());
	}

}
