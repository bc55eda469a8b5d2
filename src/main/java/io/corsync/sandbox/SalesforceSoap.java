package io.corsync.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

/**
 * The SOAP Partner API's endpoint.
 */
final class SalesforceSoap implements HttpHandler {

	static final String PATH = "/services/Soap/u/";

	private static final Pattern ADDRESS = Pattern.compile(PATH + "(\\d{1,2})\\.0(?:/(\\w+))?");

	/** Older versions are retired, newer ones not released. */
	private static final int OLDEST = 31;

	private static final int NEWEST = 68;

	private static final String PROLOG = "?xml version=\"1.0\" encoding=\"UTF-8\"?";

	private static final String ENVELOPE = "soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
			+ "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";

	private final SalesforceWorld world;

	private final SalesforceHttp http;

	SalesforceSoap(SalesforceWorld world) {
		this.world = world;
		this.http = new SalesforceHttp(world.faults());
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = SalesforceHttp.body(exchange);
			SoapRequest request;
			try {
				check(exchange);
				request = SoapRequest.parse(body);
			}
			catch (SoapFault ex) {
				this.world.log().add(this.world.now(), "invalid", exchange.getRequestURI().getPath(), ex.text());
				SalesforceHttp.send(exchange, fault(ex), false);
				return;
			}
			this.http.serve(exchange, request.operation(), new String(body, StandardCharsets.UTF_8),
					(refuse) -> answer(exchange, request, refuse));
		}
	}

	private static void check(HttpExchange exchange) {
		if (!exchange.getRequestMethod().equals("POST")) {
			throw SoapFault.client("The SOAP API takes POST, not " + exchange.getRequestMethod());
		}
		String type = exchange.getRequestHeaders().getFirst("Content-Type");
		if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/xml")) {
			throw SoapFault.client("The SOAP API takes text/xml, not " + type);
		}
		if (exchange.getRequestHeaders().getFirst("SOAPAction") == null) {
			throw SoapFault.client("SOAPAction HTTP header missing");
		}
	}

	private SalesforceHttp.Answer answer(HttpExchange exchange, SoapRequest request, @Nullable SalesforceFault refuse) {
		String subject = request.arguments().isEmpty() ? "" : request.arguments().get(0).value();
		if (request.operation().equals("login")) {
			subject = "";
		}
		try {
			refuse(refuse);
			SoapXml xml = this.world.read(() -> answered(exchange, request));
			this.world.log().add(this.world.now(), request.operation(), subject, "OK");
			return new SalesforceHttp.Answer(200, "text/xml;charset=UTF-8", xml.toString());
		}
		catch (SoapFault ex) {
			this.world.log().add(this.world.now(), request.operation(), subject, ex.outcome());
			return fault(ex);
		}
		catch (RuntimeException ex) {
			// A defect of the sandbox; it must not look like an answer of Salesforce's.
			this.world.log().add(this.world.now(), request.operation(), subject, ex.toString());
			return fault(SoapFault.of("UNKNOWN_EXCEPTION", "The sandbox is broken: " + ex));
		}
	}

	private static void refuse(@Nullable SalesforceFault fault) {
		if (fault != null && fault.code() != null) {
			String message = fault.message();
			throw SoapFault.of(fault.code(), (message != null) ? message : "The sandbox was told to refuse this");
		}
	}

	private SoapXml answered(HttpExchange exchange, SoapRequest request) {
		String operation = request.operation();
		String version = version(exchange);
		if (!SoapCalls.knows(operation, Integer.parseInt(version))) {
			throw SoapRequest.noOperation("urn:partner.soap.sforce.com", operation);
		}
		SoapXml payload = new SoapXml();
		SoapCalls calls = new SoapCalls(this.world, request, payload);
		boolean login = operation.equals("login");
		if (login) {
			calls.login(SalesforceHttp.address(exchange), version + ".0");
		}
		else {
			calls.call(session(request));
		}
		SoapXml xml = new SoapXml();
		xml.open(PROLOG)
			.open(ENVELOPE + "xmlns=\"urn:partner.soap.sforce.com\" "
					+ "xmlns:sf=\"urn:sobject.partner.soap.sforce.com\"");
		if (!login) {
			xml.in("soapenv:Header", this::limits);
		}
		return xml.in("soapenv:Body", (body) -> body.in(operation + "Response", (response) -> response.add(payload)))
			.close("soapenv:Envelope");
	}

	/**
	 * The version in the URL.
	 */
	private String version(HttpExchange exchange) {
		Matcher address = ADDRESS.matcher(exchange.getRequestURI().getPath());
		if (!address.matches() || Integer.parseInt(address.group(1)) < OLDEST
				|| Integer.parseInt(address.group(1)) > NEWEST) {
			throw SoapFault.of("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
		}
		String org = address.group(2);
		if (org != null && !this.world.organization().id().equals(OrgId.normal(org))) {
			throw SoapFault.of("ORG_NOT_OWNED_BY_INSTANCE", "Organization " + org + " is not on this instance");
		}
		return address.group(1);
	}

	private String session(SoapRequest request) {
		String session = request.sessionId();
		if (session == null || !this.world.sessions().use(session)) {
			throw SoapFault.of("INVALID_SESSION_ID",
					(session != null) ? "Invalid Session ID found in SessionHeader: Illegal Session. Session not found"
							: "Invalid Session ID found in SessionHeader");
		}
		OrgSettings settings = this.world.settings();
		if (settings.quotaUsed() >= settings.quotaLimit()) {
			throw SoapFault.of("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
		}
		this.world.countCall();
		return session;
	}

	private void limits(SoapXml xml) {
		OrgSettings settings = this.world.settings();
		xml.in("LimitInfoHeader",
				(header) -> header.in("limitInfo",
						(info) -> info.leaf("current", settings.quotaUsed())
							.leaf("limit", settings.quotaLimit())
							.leaf("type", "API REQUESTS")));
	}

	private static SalesforceHttp.Answer fault(SoapFault fault) {
		SoapXml xml = new SoapXml();
		xml.open(PROLOG).open(ENVELOPE + "xmlns:sf=\"urn:fault.partner.soap.sforce.com\"");
		xml.in("soapenv:Body", fault::write).close("soapenv:Envelope");
		return new SalesforceHttp.Answer(500, "text/xml;charset=UTF-8", xml.toString());
	}

}
