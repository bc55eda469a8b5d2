package io.corsync.salesforce;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The real Salesforce, behind SOAP; reaches for the network when first asked, not before.
 */
public final class SoapSalesforce implements Salesforce, AutoCloseable {

	private final SalesforceProperties settings;

	private final Clock clock;

	private final Sleeper sleeper;

	private final CallTimes times;

	private @Nullable Connected connected;

	SoapSalesforce(SalesforceProperties settings, Clock clock, Sleeper sleeper) {
		this(settings, clock, sleeper, CallTimes.NONE);
	}

	SoapSalesforce(SalesforceProperties settings, Clock clock, Sleeper sleeper, CallTimes times) {
		this.times = times;
		this.settings = settings;
		this.clock = clock;
		this.sleeper = sleeper;
	}

	/**
	 * The org of the given settings; nothing is checked or called yet.
	 * @param settings how to reach it
	 * @param clock what the time is
	 * @return the org
	 */
	public static SoapSalesforce connect(SalesforceProperties settings, Clock clock) {
		return connect(settings, clock, CallTimes.NONE);
	}

	/**
	 * The org of the given settings; nothing is checked or called yet.
	 * @param settings how to reach it
	 * @param clock what the time is
	 * @param times told of each call
	 * @return the org
	 */
	public static SoapSalesforce connect(SalesforceProperties settings, Clock clock, CallTimes times) {
		return new SoapSalesforce(settings, clock, Sleeper.REAL, times);
	}

	private synchronized Connected connected() {
		Connected open = this.connected;
		if (open == null) {
			open = Connected.with(this.settings, this.clock, this.sleeper, this.times);
			this.connected = open;
		}
		return open;
	}

	@Override
	public Organization organization() {
		return connected().organizations().get();
	}

	@Override
	public Instant serverTime() {
		return connected().calls().ask((connection) -> connection.getServerTimestamp().getTimestamp()).toInstant();
	}

	@Override
	public SourceObject describe(String object) {
		return connected().descriptions().describe(object);
	}

	@Override
	public long count(SourceQuery query) {
		return new RowCount(connected().calls(), query, this.clock).get();
	}

	@Override
	public SourceReader reader(SourceQuery query) {
		return new PagingReader("salesforce." + query.object(), (position, scope) -> new QueryPages(connected().calls(),
				query, PageSize.of(this.settings.pageSize(), query), this.clock, position, scope));
	}

	@Override
	public int pageSize() {
		return this.settings.pageSize();
	}

	@Override
	public synchronized Optional<ApiUsage> usage() {
		return (this.connected != null) ? this.connected.exchanges().usage() : Optional.empty();
	}

	@Override
	public synchronized URI link(String id) {
		Optional<URI> instance = (this.connected != null) ? this.connected.sessions().known().map(Session::instance)
				: Optional.empty();
		return RecordLink.of(instance.orElseGet(this.settings::login), id);
	}

	@Override
	public synchronized void stop() {
		if (this.connected != null) {
			this.connected.calls().stop();
		}
	}

	/** Ends the connections that are open. */
	@Override
	public synchronized void close() {
		if (this.connected != null) {
			this.connected.http().close(CloseMode.GRACEFUL);
			this.connected = null;
		}
	}

	/**
	 * Everything that needs settings without problems.
	 *
	 * @param http the HTTP client
	 * @param exchanges single calls
	 * @param sessions the session
	 * @param calls calls that survive what passes
	 * @param organizations the org, once known
	 * @param descriptions what objects look like
	 */
	private record Connected(CloseableHttpClient http, SoapExchanges exchanges, Sessions sessions, SoapCalls calls,
			OrganizationLookup organizations, Descriptions descriptions) {

		static Connected with(SalesforceProperties settings, Clock clock, Sleeper sleeper, CallTimes times) {
			List<String> problems = settings.problems();
			if (!problems.isEmpty()) {
				throw new SalesforceException.Credentials(null, String.join(System.lineSeparator(), problems), null);
			}
			CloseableHttpClient http = SalesforceHttp.client(settings);
			SoapExchanges exchanges = new SoapExchanges(http, times);
			Sessions sessions = new Sessions(Logins.of(settings, http, exchanges, clock));
			SoapCalls calls = new SoapCalls(exchanges, sessions, new Patience(clock, sleeper));
			return new Connected(http, exchanges, sessions, calls,
					new OrganizationLookup(calls, sessions, settings.organizationId()), new Descriptions(calls, clock));
		}

	}

}
