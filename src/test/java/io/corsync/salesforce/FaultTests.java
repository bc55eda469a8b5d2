package io.corsync.salesforce;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(60)
class FaultTests {

	private final SoapServer server = new SoapServer();

	private final SteppingClock clock = new SteppingClock();

	private final SoapSalesforce salesforce = Settings.salesforce(this.server, this.clock, "read-timeout", "1s");

	@AfterEach
	void stop() {
		this.salesforce.close();
		this.server.close();
	}

	static Stream<Arguments> faults() {
		return Stream.of(
				Arguments.of("INVALID_FIELD", "No such column 'Foo__c' on entity 'Opportunity'. If you are attempting",
						SalesforceException.InvalidRequest.class, "The field Foo__c of Opportunity"),
				Arguments.of("INVALID_FIELD", "Didn't understand relationship 'Acount' in field path",
						SalesforceException.InvalidRequest.class, "The relationship Acount"),
				Arguments.of("INVALID_TYPE", "sObject type 'Oportunity' is not supported.",
						SalesforceException.InvalidRequest.class, "The object Oportunity"),
				Arguments.of("MALFORMED_QUERY", "unexpected token: WON", SalesforceException.InvalidRequest.class,
						"SYNC_FILTER"),
				Arguments.of("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL",
						SalesforceException.InvalidRequest.class, "SALESFORCE_API_VERSION"),
				Arguments.of("INSUFFICIENT_ACCESS", "insufficient access", SalesforceException.Rights.class,
						"permission set"),
				Arguments.of("API_DISABLED_FOR_ORG", "API is not enabled", SalesforceException.Rights.class,
						"API Enabled"),
				Arguments.of("LOGIN_DURING_RESTRICTED_TIME", "not now", SalesforceException.Credentials.class,
						"login hours"),
				Arguments.of("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.",
						SalesforceException.QuotaExhausted.class, "24 hours"),
				Arguments.of("NEVER_HEARD_OF", "a code of the future", SalesforceException.Unexpected.class,
						"NEVER_HEARD_OF"));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void saysWhatIsWrongAndWhatHelps(String code, String message, Class<? extends SalesforceException> kind,
			String remedy) {
		this.server.script.add(SoapServer.faulty(code, message));
		assertThatExceptionOfType(kind).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining(message)
			.withMessageContaining(remedy)
			.extracting(SalesforceException::code)
			.isEqualTo(code);
		assertThat(this.clock.pauses).isEmpty();
	}

	static Stream<SoapServer.Reply> passing() {
		return Stream.of(SoapServer.faulty("SERVER_UNAVAILABLE", "x"), SoapServer.faulty("UNKNOWN_EXCEPTION", "x"),
				SoapServer.faulty("REQUEST_RUNNING_TOO_LONG", "x"), SoapServer.faulty("INTERNAL_ERROR", "x"),
				SoapServer.faulty("ORG_IN_MAINTENANCE", "x"),
				SoapServer.faulty("REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit exceeded."), SoapServer.html(200),
				SoapServer.html(502), SoapServer.raw(503, ""), SoapServer.cut(), SoapServer.truncated(),
				SoapServer.hangUp());
	}

	@ParameterizedTest
	@MethodSource("passing")
	void bearsWithWhatPassesAndGivesUpWithinAMinute(SoapServer.Reply trouble) {
		this.salesforce.serverTime();
		this.server.script.add(trouble);
		this.server.script.add(trouble);
		assertThat(this.salesforce.serverTime()).isNotNull();
		assertThat(this.clock.pauses).hasSize(2);
		for (int i = 0; i < 100; i++) {
			this.server.script.add(trouble);
		}
		this.clock.pauses.clear();
		assertThatExceptionOfType(SalesforceException.Unavailable.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("try later");
		assertThat(this.clock.slept()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
		assertThat(this.clock.pauses).hasSizeBetween(5, 12);
	}

	@Test
	void repeatsACallThatGotNoAnswerInTime() {
		CountDownLatch end = new CountDownLatch(1);
		this.server.script.add(SoapServer.silent(end));
		assertThat(this.salesforce.serverTime()).isNotNull();
		end.countDown();
	}

	@Test
	void givesUpSoonWhenConnectionsAreRefused() throws Exception {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		try (SoapSalesforce nobody = new SoapSalesforce(Settings.clientCredentials("http://127.0.0.1:" + port),
				this.clock, this.clock)) {
			assertThatExceptionOfType(SalesforceException.Unavailable.class).isThrownBy(nobody::serverTime)
				.withMessageContaining("127.0.0.1:" + port)
				.withMessageContaining("refused");
		}
		assertThat(this.clock.slept()).isLessThan(Duration.ofSeconds(11));
	}

	@Test
	void asksToCheckTheNameOfAHostThatNobodyKnows() {
		try (SoapSalesforce nobody = new SoapSalesforce(Settings.clientCredentials("https://no-such-org.invalid"),
				this.clock, this.clock)) {
			assertThatExceptionOfType(SalesforceException.Unavailable.class).isThrownBy(nobody::serverTime)
				.withMessageContaining("no-such-org.invalid")
				.withMessageContaining("check the name");
		}
	}

	@Test
	void saysInOneLineWhatSalesforceDraws() {
		this.server.script.add(SoapServer.faulty("MALFORMED_QUERY",
				"\nFROM Opportunity WHERE (IsWon = = true)\n                               ^\nERROR at Row:1:Column:47\nunexpected token: '='"));
		assertThatExceptionOfType(SalesforceException.InvalidRequest.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining(
					"(MALFORMED_QUERY: unexpected token: '=', near: FROM Opportunity WHERE (IsWon = = true))");
	}

	@Test
	void readsAFaultWithoutPrefixOrDetail() {
		this.server.script.add(SoapServer.raw(500,
				Xml.envelope("",
						"<soapenv:Fault><faultcode>INVALID_FIELD</faultcode>"
								+ "<faultstring>INVALID_FIELD: No such column 'X' on entity 'Account'</faultstring>"
								+ "</soapenv:Fault>")));
		assertThatExceptionOfType(SalesforceException.InvalidRequest.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("The field X of Account");
	}

	@Test
	void saysThatAnAnswerCannotBeRead() {
		this.server.script.add((http, request, server) -> SoapServer
			.raw(200, Xml.envelope("", "<getServerTimestampResponse><result><surprise>1</surprise></result>"
					+ "</getServerTimestampResponse>"))
			.to(http, request, server));
		assertThatExceptionOfType(SalesforceException.Unexpected.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("cannot be read")
			.withMessageContaining("SALESFORCE_API_VERSION");
		this.server.script.add(SoapServer.raw(200,
				Xml.envelope("<soapenv:Header><News/></soapenv:Header>", "<getServerTimestampResponse/>")));
		assertThatExceptionOfType(SalesforceException.Unexpected.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("cannot be read");
	}

	@Test
	void saysThatAWebSiteIsNoSalesforce() {
		this.server.script.add(SoapServer.html(404));
		assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("HTTP 404")
			.withMessageContaining("SALESFORCE_LOGIN_URL");
	}

	@Test
	void neverShowsTheSession() {
		this.server.script.add(SoapServer.truncated());
		for (int i = 0; i < 20; i++) {
			this.server.script.add(SoapServer.truncated());
		}
		Throwable failure = catchThrowableOfType(SalesforceException.class, this.salesforce::serverTime);
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			assertThat(cause.toString()).doesNotContain("00D000000000001!");
		}
	}

	@Test
	void whatCannotAskForLessAsksAgain() {
		this.server.script.addAll(Collections.nCopies(3, SoapServer.faulty("QUERY_TIMEOUT", "running for too long")));
		assertThat(this.salesforce.organization().id()).startsWith("00D");
		this.server.script.addAll(Collections.nCopies(40, SoapServer.faulty("QUERY_TIMEOUT", "running for too long")));
		assertThatExceptionOfType(SalesforceException.Unavailable.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("QUERY_TIMEOUT");
	}

	@Test
	void aCountThatIsTooMuchForTheServerIsUnavailable() {
		this.server.script.addAll(Collections.nCopies(40, SoapServer.faulty("QUERY_TIMEOUT", "running for too long")));
		SourceQuery query = new SourceQuery("Opportunity", new TreeSet<>(Set.of("Name")), List.of("IsWon = true"),
				false);
		assertThatExceptionOfType(SalesforceException.Unavailable.class).isThrownBy(() -> this.salesforce.count(query))
			.withMessageContaining("sync.filter");
	}

}
