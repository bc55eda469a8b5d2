package io.corsync.salesforce;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.sforce.soap.partner.LimitInfo;
import com.sforce.soap.partner.LimitInfoHeader_element;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes single SOAP calls, each on a connection of its own, since WSC's are not
 * thread-safe and cost nothing beside the pooled HTTP connection below; and says what a
 * failure means.
 */
final class SoapExchanges {

	private final HttpClient http;

	private final AtomicReference<@Nullable ApiUsage> usage = new AtomicReference<>();

	private final CallTimes times;

	SoapExchanges(HttpClient http, CallTimes times) {
		this.http = http;
		this.times = times;
	}

	/**
	 * Makes one call, once.
	 * @param <T> what the call returns
	 * @param session the session
	 * @param call the call
	 * @param mostBytes longest answer
	 * @param scope ends the call when it is closed
	 * @return the result
	 * @throws SoapFailure when there is none
	 */
	<T> Answer<T> once(Session session, SoapCall<T> call, long mostBytes, CallScope scope) throws SoapFailure {
		URI endpoint = session.endpoint();
		long began = System.nanoTime();
		boolean answered = false;
		try (SoapExchange exchange = new SoapExchange(this.http, endpoint, mostBytes, scope)) {
			try {
				PartnerConnection connection = connect(session, exchange);
				T result = call.on(connection);
				if (result == null) {
					throw new ConnectionException("no result");
				}
				note(connection.getLimitInfoHeader());
				exchange.finish();
				answered = true;
				return new Answer<>(result, exchange.bytes(), exchange.date());
			}
			catch (ConnectionException | IOException | RuntimeException ex) {
				throw failure(endpoint, exchange, ex, scope);
			}
		}
		finally {
			this.times.ended(answered, Duration.ofNanos(System.nanoTime() - began));
		}
	}

	/** Both endpoints are set, and manual login: WSC must not log in by itself. */
	private static PartnerConnection connect(Session session, SoapExchange exchange) throws ConnectionException {
		ConnectorConfig config = new ConnectorConfig();
		config.setManualLogin(true);
		config.setServiceEndpoint(session.endpoint().toString());
		config.setAuthEndpoint(session.endpoint().toString());
		if (!session.id().isEmpty()) {
			config.setSessionId(session.id());
		}
		config.setTransportFactory(() -> new SoapTransport(exchange));
		PartnerConnection connection = new PartnerConnection(config);
		if (session.id().isEmpty()) {
			connection.clearSessionHeader();
		}
		connection.setCallOptions(Client.name(), null);
		return connection;
	}

	private SoapFailure failure(URI endpoint, SoapExchange exchange, Exception parsing, CallScope scope) {
		IOException trouble = exchange.trouble();
		if (scope.closed()) {
			return new SoapFailure(Remedy.NONE,
					new SalesforceException.Unavailable(null, "The call to Salesforce was given up", parsing));
		}
		if (trouble instanceof SoapFault fault) {
			note(fault.usage());
			return FaultCodes.of(endpoint, fault);
		}
		if (trouble instanceof SoapExchange.TooLarge) {
			return new SoapFailure(Remedy.FEWER_ROWS, new SalesforceException.Unexpected(null,
					"Salesforce's answer is too large for this program (" + trouble.getMessage() + ")", trouble));
		}
		if (trouble instanceof SoapExchange.NoSoap noSoap) {
			return page(endpoint, noSoap);
		}
		if (trouble != null) {
			return NetworkFailure.of(endpoint, trouble);
		}
		if (exchange.endsEarly()) {
			return new SoapFailure(Remedy.REPEAT, new SalesforceException.Unavailable(null,
					"The answer of " + endpoint.getHost() + " was cut short: try later", parsing));
		}
		return new SoapFailure(Remedy.NONE,
				new SalesforceException.Unexpected(null,
						"The answer of " + endpoint.getHost() + " cannot be read (" + parsing.getMessage()
								+ "): check that salesforce.login-url (SALESFORCE_LOGIN_URL) is a Salesforce org, and"
								+ " salesforce.api-version (SALESFORCE_API_VERSION) is not above this program's "
								+ SettingsCheck.STUBS_VERSION + ".0",
						parsing));
	}

	private static SoapFailure page(URI endpoint, SoapExchange.NoSoap page) {
		int status = page.status();
		String what = endpoint.getHost() + " answered HTTP " + status
				+ (page.empty() ? " with nothing in it" : " with a page instead of data");
		if (status == 401) {
			return new SoapFailure(Remedy.NEW_SESSION,
					new SalesforceException.Credentials(null, what + ": the session is not accepted", page));
		}
		if (status < 300 || status >= 500 || status == 408 || status == 429) {
			return new SoapFailure(Remedy.REPEAT, new SalesforceException.Unavailable(null,
					what + ", as during maintenance: try later; https://status.salesforce.com tells more", page));
		}
		return new SoapFailure(Remedy.NONE, new SalesforceException.Credentials(null, what
				+ ": check that salesforce.login-url (SALESFORCE_LOGIN_URL) is the org's My Domain, the proxy, and the IP"
				+ " ranges of the user", page));
	}

	private void note(@Nullable LimitInfoHeader_element header) {
		if (header == null || header.getLimitInfo() == null) {
			return;
		}
		for (LimitInfo limit : header.getLimitInfo()) {
			if ("API REQUESTS".equalsIgnoreCase(limit.getType()) && limit.getLimit() > 0) {
				note(new ApiUsage((int) limit.getCurrent(), (int) limit.getLimit()));
			}
		}
	}

	private void note(@Nullable ApiUsage told) {
		if (told != null) {
			this.usage.set(told);
		}
	}

	Optional<ApiUsage> usage() {
		return Optional.ofNullable(this.usage.get());
	}

	/**
	 * What a call returned.
	 *
	 * @param <T> the result's type
	 * @param value the result
	 * @param bytes size of the answer without compression
	 * @param date the server's clock, to the second
	 */
	record Answer<T>(T value, long bytes, @Nullable Instant date) {

	}

}
