package io.corsync.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Answers the SOAP Partner API as far as a sync needs it.
 */
final class SalesforceAnswers {

	static final String SESSION = "00D000000000001!stand-in";

	private static final int SMALLEST_PAGE = 200;

	private static final int LARGEST_PAGE = 2000;

	/** Pages of long texts have fewer rows. */
	private static final int MOST_BYTES = 5_000_000;

	private static final Pattern OPERATION = Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:\\w+:)?(\\w+)");

	private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
			+ " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\""
			+ " xmlns:sf=\"%s\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";

	private static final String LIMITS = "<soapenv:Header><LimitInfoHeader><limitInfo><current>%d</current>"
			+ "<limit>15000000</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader></soapenv:Header>";

	private final Counters counters;

	/** Whose column lists locators name. */
	private final Map<Integer, Query> begun = new ConcurrentHashMap<>();

	private final Map<String, RowTemplate> templates = new ConcurrentHashMap<>();

	private final AtomicInteger queries = new AtomicInteger();

	private final AtomicInteger calls = new AtomicInteger();

	SalesforceAnswers(Counters counters) {
		this.counters = counters;
	}

	/**
	 * The answer of the token endpoint.
	 */
	byte[] token(String address) {
		this.counters.salesforce("token");
		return ("{\"access_token\":\"" + SESSION + "\",\"instance_url\":\"" + address
				+ "\",\"token_type\":\"Bearer\",\"issued_at\":\"0\",\"signature\":\"-\",\"scope\":\"api\",\"id\":\""
				+ address + "/id/00D000000000001AAA/005000000000001AAA\"}")
			.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Answers one SOAP call.
	 * @param request the envelope
	 * @param world the org as it is now
	 * @return the envelope of the answer
	 * @throws SoapFault when it is refused
	 */
	byte[] call(String request, World world) {
		Matcher matcher = OPERATION.matcher(request);
		if (!matcher.find()) {
			throw new SoapFault("INVALID_OPERATION", "There is no operation in the body");
		}
		String operation = matcher.group(1);
		this.counters.salesforce(operation);
		ByteArrayOutputStream answer = new ByteArrayOutputStream(4096);
		append(answer, HEAD.formatted("urn:sobject.partner.soap.sforce.com"));
		append(answer, LIMITS.formatted(this.calls.incrementAndGet()));
		append(answer, "<soapenv:Body><" + operation + "Response>");
		switch (operation) {
			case "query", "queryAll" -> query(answer, request, world);
			case "queryMore" -> queryMore(answer, request, world);
			case "describeSObject" ->
				append(answer, "<result>" + Description.of(text(request, "sObjectType")) + "</result>");
			case "getUserInfo" -> append(answer, "<result>" + Description.USER_INFO + "</result>");
			case "getServerTimestamp" -> append(answer,
					"<result><timestamp>" + World.stamp(Instant.now().getEpochSecond()) + "</timestamp></result>");
			default -> throw new SoapFault("INVALID_OPERATION", "The stand-in has no " + operation);
		}
		append(answer, "</" + operation + "Response></soapenv:Body></soapenv:Envelope>");
		return answer.toByteArray();
	}

	static byte[] fault(SoapFault fault) {
		String code = fault.code();
		return (HEAD.formatted("urn:fault.partner.soap.sforce.com") + "<soapenv:Body><soapenv:Fault><faultcode>sf:"
				+ code + "</faultcode><faultstring>" + code + ": " + escape(fault.getMessage())
				+ "</faultstring><detail><sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\"><sf:exceptionCode>"
				+ code + "</sf:exceptionCode><sf:exceptionMessage>" + escape(fault.getMessage())
				+ "</sf:exceptionMessage></sf:UnexpectedErrorFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>")
			.getBytes(StandardCharsets.UTF_8);
	}

	private void query(ByteArrayOutputStream answer, String request, World world) {
		Query query = Query.parse(text(request, "queryString"), world);
		if (query.columns().isEmpty()) {
			append(answer, "<result xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/><size>"
					+ query.size() + "</size></result>");
			return;
		}
		int number = this.queries.incrementAndGet();
		this.begun.put(number, query);
		page(answer, world, number, query, 0, request);
	}

	// A locator tells everything: the query's number, and how many rows were given.
	private void queryMore(ByteArrayOutputStream answer, String request, World world) {
		String[] parts = text(request, "queryLocator").split("-");
		Query query = this.begun.get(Integer.parseInt(parts[0]));
		if (query == null) {
			throw new SoapFault("INVALID_QUERY_LOCATOR", "invalid query locator");
		}
		page(answer, world, Integer.parseInt(parts[0]), query, Integer.parseInt(parts[1]), request);
	}

	private void page(ByteArrayOutputStream answer, World world, int number, Query query, int given, String request) {
		RowTemplate template = this.templates.computeIfAbsent(
				query.object() + " " + world.textLength() + " " + query.columns(),
				(key) -> new RowTemplate(query.object(), query.columns(), world.textLength()));
		int most = Math.min(wish(request), Math.max(1, MOST_BYTES / template.length()));
		int next = Math.min(query.size(), given + most);
		boolean done = next == query.size();
		append(answer, "<result xsi:type=\"QueryResult\"><done>" + done + "</done>" + (done
				? "<queryLocator xsi:nil=\"true\"/>" : "<queryLocator>" + number + "-" + next + "</queryLocator>"));
		int[] rows = (query.ids() != null) ? Arrays.copyOfRange(query.ids(), given, next)
				: IntStream.range(query.from() + given, query.from() + next).toArray();
		answer.writeBytes(template.write(world, rows));
		append(answer, "<size>" + query.size() + "</size></result>");
		this.counters.page(query, rows.length);
		if (done) {
			this.begun.remove(number);
		}
	}

	private static int wish(String request) {
		String text = text(request, "batchSize");
		int wish = text.isBlank() ? LARGEST_PAGE : Integer.parseInt(text.strip());
		return Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, wish));
	}

	/**
	 * The text of the first element of this name, empty without one.
	 */
	private static String text(String request, String element) {
		int name = request.indexOf(element + ">");
		int from = name + element.length() + 1;
		int to = request.indexOf('<', from);
		return (name < 0) ? ""
				: request.substring(from, to)
					.replace("&lt;", "<")
					.replace("&gt;", ">")
					.replace("&apos;", "'")
					.replace("&#39;", "'")
					.replace("&quot;", "\"")
					.replace("&amp;", "&");
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;");
	}

	private static void append(ByteArrayOutputStream answer, String text) {
		answer.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

}
