package io.corsync.sync;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

import io.corsync.salesforce.ApiUsage;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceObject;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceReader;

/**
 * A Salesforce that is not asked, since it gave no answer a moment ago.
 *
 * @param settings knows addresses
 * @param why what came instead of an answer
 */
record SilentSalesforce(Salesforce settings, String why) implements Salesforce {

	private SalesforceException silence() {
		return new SalesforceException.Unavailable(null, this.why, null);
	}

	@Override
	public Organization organization() {
		throw silence();
	}

	@Override
	public Instant serverTime() {
		throw silence();
	}

	@Override
	public SourceObject describe(String object) {
		throw silence();
	}

	@Override
	public long count(SourceQuery query) {
		throw silence();
	}

	@Override
	public SourceReader reader(SourceQuery query) {
		throw silence();
	}

	@Override
	public int pageSize() {
		return this.settings.pageSize();
	}

	@Override
	public Optional<ApiUsage> usage() {
		return Optional.empty();
	}

	@Override
	public void stop() {
		// Nothing is under way.
	}

	@Override
	public URI link(String id) {
		return this.settings.link(id);
	}

}
