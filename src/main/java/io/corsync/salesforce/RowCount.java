package io.corsync.salesforce;

import java.time.Clock;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.ws.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a query, part by part when Salesforce finds all of them too much.
 * Not thread-safe.
 */
final class RowCount implements SoapCall<QueryResult> {

	private final SoapCalls calls;

	private final SourceQuery query;

	private final Clock clock;

	private final StampRange range;

	RowCount(SoapCalls calls, SourceQuery query, Clock clock) {
		this.calls = calls;
		this.query = query;
		this.range = new StampRange(query.window());
		this.clock = clock;
	}

	long get() {
		long rows = 0;
		do {
			rows += part();
		}
		while (this.range.advance(this.clock.instant()));
		return rows;
	}

	private long part() {
		while (true) {
			try {
				return this.calls.call(this).getSize();
			}
			catch (SoapFailure failure) {
				if (failure.remedy() != Remedy.FEWER_ROWS || !halve()) {
					throw failure.reason();
				}
			}
		}
	}

	private boolean halve() {
		return this.range.halve(null, this.clock.instant());
	}

	@Override
	public void repeating(SoapFailure failure) {
		if (failure.remedy() == Remedy.REPEAT_FOR_LESS) {
			halve();
		}
	}

	@Override
	public @Nullable QueryResult on(PartnerConnection connection) throws ConnectionException {
		String soql = Soql.count(this.query, this.range.conditions());
		return this.query.includeDeleted() ? connection.queryAll(soql) : connection.query(soql);
	}

}
