package io.corsync.salesforce;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a query page by page.
 * <ol>
 * <li>Within one query, each locator is used once.</li>
 * <li>After any failure of a page, whatever it was, a new query goes on behind the last
 * row: a locator may be void, or used up by an answer that got lost.</li>
 * <li>Another page size takes a new query as well, since servers may fix the size when a
 * query begins.</li>
 * <li>The position never moves to a row that changed while the query was read.</li>
 * </ol>
 * Not thread-safe.
 */
final class QueryPages implements SoapCall<QueryResult> {

	/** A server that loses every locator or row set is not going to get better. */
	private static final int MOST_RESTARTS = 5;

	private static final int MOST_EMPTY_PAGES = 100;

	private final SoapCalls calls;

	private final SourceQuery query;

	private final RowParser parser;

	private final PageSize size;

	private final Clock clock;

	private final CallScope scope;

	private final StampRange range;

	private @Nullable Position position;

	private @Nullable String locator;

	/** Rows the running query has given so far, compared with its LIMIT. */
	private int given;

	private int limit;

	private boolean first;

	private Horizon horizon = Horizon.NONE;

	QueryPages(SoapCalls calls, SourceQuery query, PageSize size, Clock clock, @Nullable Position after,
			CallScope scope) {
		this.calls = calls;
		this.query = query;
		this.range = new StampRange(query.window());
		this.parser = new RowParser(RowShape.of(Soql.fields(query)));
		this.size = size;
		this.clock = clock;
		this.position = after;
		this.scope = scope;
	}

	/**
	 * Fetches the next page.
	 * @return at least one row, or the last page
	 */
	Page next() {
		for (int empty = 0; empty < MOST_EMPTY_PAGES; empty++) {
			Page page = page();
			if (!page.isEmpty() || page.last()) {
				return page;
			}
		}
		throw new SalesforceException.Unexpected(null, "Salesforce keeps sending empty pages of " + this.query.object()
				+ " without an end: try later, and tell Salesforce's support", null);
	}

	private Page page() {
		for (int restarts = 0;; restarts++) {
			try {
				SoapExchanges.Answer<QueryResult> answer = this.calls.call(this, this.size.mostBytes(), this.scope);
				return page(answer);
			}
			catch (SoapFailure failure) {
				this.locator = null;
				if (!canRestart(failure, restarts)) {
					throw failure.reason();
				}
			}
		}
	}

	private boolean canRestart(SoapFailure failure, int restarts) {
		return switch (failure.remedy()) {
			case NEW_QUERY -> restarts < MOST_RESTARTS;
			case FEWER_ROWS -> (failure.reason() instanceof SalesforceException.Unavailable)
					? halveRange() || this.size.refused() : this.size.aborted();
			case NEW_SESSION, REPEAT, REPEAT_FOR_LESS, REPEAT_BRIEFLY, NONE -> false;
		};
	}

	private boolean halveRange() {
		return this.range.halve(this.position, this.clock.instant());
	}

	@Override
	public void repeating(SoapFailure failure) {
		if (failure.remedy() == Remedy.REPEAT_FOR_LESS) {
			halveRange();
		}
	}

	/** Called again for each repetition: by then the locator is used. */
	@Override
	public @Nullable QueryResult on(PartnerConnection connection) throws ConnectionException {
		connection.setQueryOptions(this.size.wish());
		String unused = this.locator;
		this.locator = null;
		this.first = unused == null;
		if (unused != null) {
			return connection.queryMore(unused);
		}
		this.given = 0;
		this.limit = this.size.limit();
		String soql = Soql.select(this.query, this.range.conditions(), this.position, this.limit);
		return this.query.includeDeleted() ? connection.queryAll(soql) : connection.query(soql);
	}

	private Page page(SoapExchanges.Answer<QueryResult> answer) {
		QueryResult result = answer.value();
		Deque<SourceRow> rows = rows(result.getRecords());
		if (this.first) {
			this.horizon = Horizon.of(answer.date(), rows);
		}
		Horizon valid = this.first ? Horizon.NONE : this.horizon;
		long ofRows = ofRows(result);
		this.given += rows.size();
		boolean settled = advance(rows, valid);
		boolean limited = this.limit > 0 && this.given >= this.limit;
		boolean resized = this.size.measured(rows.size(), answer.bytes()) && settled;
		String next = result.getQueryLocator();
		this.locator = (result.isDone() || resized || next == null || next.isEmpty()) ? null : next;
		boolean done = result.isDone() && !limited;
		return new Page(rows, done && !this.range.advance(this.clock.instant()), valid, ofRows);
	}

	/**
	 * Salesforce's QueryResult tells the size of the running query, which may be a part.
	 */
	private long ofRows(QueryResult result) {
		boolean whole = this.limit == 0 && this.range.conditions().isEmpty();
		boolean plausible = result.isDone() || result.getSize() > result.getRecords().length;
		return (this.first && whole && plausible) ? result.getSize() : -1;
	}

	private Deque<SourceRow> rows(SObject[] records) {
		Deque<SourceRow> rows = new ArrayDeque<>(records.length + 1);
		for (int i = 0; i < records.length; i++) {
			rows.add(this.parser.row(records[i], this.query.object()));
			// Texts may be large, and the row has them now.
			records[i] = null;
		}
		return rows;
	}

	/** Moves the position, and tells whether that was as far as the page goes. */
	private boolean advance(Deque<SourceRow> rows, Horizon valid) {
		for (Iterator<SourceRow> backwards = rows.descendingIterator(); backwards.hasNext();) {
			SourceRow row = backwards.next();
			if (valid.settles(row)) {
				this.position = row.position();
				return row == rows.peekLast();
			}
		}
		return rows.isEmpty();
	}

}
