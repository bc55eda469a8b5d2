package io.corsync.salesforce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A Salesforce on loopback that writes its answers by hand, in the shape of the Partner
 * WSDL, and makes the faults it is told to make.
 */
final class SoapServer implements AutoCloseable {

	private static final Pattern OPERATION = Pattern.compile("<m:(\\w+)");

	private static final Pattern AFTER = Pattern
		.compile("\\(SystemModstamp > (\\S+) OR \\(SystemModstamp = \\S+ AND Id > '(\\w+)'\\)\\)");

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	final List<Row> rows = new ArrayList<>();

	/** One entry per coming SOAP request; "ok" stands for a proper answer. */
	final ConcurrentLinkedDeque<Reply> script = new ConcurrentLinkedDeque<>();

	final ConcurrentLinkedDeque<Token> tokens = new ConcurrentLinkedDeque<>();

	final List<Request> requests = new CopyOnWriteArrayList<>();

	final List<String> tokenRequests = new CopyOnWriteArrayList<>();

	final List<String> usedLocators = new CopyOnWriteArrayList<>();

	private final Map<String, Cursor> cursors = new ConcurrentHashMap<>();

	private final AtomicInteger sessions = new AtomicInteger();

	private final AtomicInteger locators = new AtomicInteger();

	private volatile String validSession = "none";

	/** How many calls a session lasts. */
	volatile int sessionLasts = Integer.MAX_VALUE;

	private final AtomicInteger served = new AtomicInteger();

	volatile int largestPage = 2000;

	/** A query that finds more rows takes the server too long. */
	volatile int mostRows = Integer.MAX_VALUE;

	volatile boolean gzip;

	volatile Function<Row, String> xml = Row::xml;

	SoapServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/services/oauth2/token", this::token);
		this.server.createContext("/services/Soap/u/", this::soap);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void add(int count, Instant stamp) {
		for (int i = 0; i < count; i++) {
			this.rows.add(new Row(stamp, id(this.rows.size()), ""));
		}
	}

	/** Digits only: the checksum of such an id is AAA. */
	static String id(int number) {
		return String.format("006%012dAAA", number);
	}

	private void token(HttpExchange http) throws IOException {
		this.tokenRequests.add(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		Token scripted = this.tokens.poll();
		if (scripted != null) {
			scripted.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
			send(http, scripted.status(), scripted.body());
			return;
		}
		this.validSession = "00D000000000001!" + this.sessions.incrementAndGet();
		this.served.set(0);
		send(http, 200, "{\"access_token\":\"" + this.validSession + "\",\"instance_url\":\"" + url()
				+ "\",\"id\":\"https://login.salesforce.com/id/00D/005\",\"token_type\":\"Bearer\"}");
	}

	private void soap(HttpExchange http) throws IOException {
		try {
			String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			Request request = new Request(http.getRequestURI().getPath(), match(OPERATION, body),
					match(Pattern.compile("sessionId>([^<]*)<"), body),
					unescape(match(Pattern.compile("queryString>([^<]*)<"), body)),
					match(Pattern.compile("queryLocator>([^<]*)<"), body),
					match(Pattern.compile("batchSize>([^<]*)<"), body), body);
			this.requests.add(request);
			if (!request.operation().equals("login") && (!request.session().equals(this.validSession)
					|| this.served.incrementAndGet() > this.sessionLasts)) {
				fault(http, "INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
				return;
			}
			Reply reply = this.script.poll();
			if (reply == null) {
				answer(http, request);
			}
			else {
				reply.to(http, request, this);
			}
		}
		catch (TooMany ex) {
			fault(http, "QUERY_TIMEOUT", "Your query request was running for too long.");
		}
		catch (RuntimeException ex) {
			fault(http, "UNKNOWN_TEST_TROUBLE", ex.toString());
		}
	}

	void answer(HttpExchange http, Request request) throws IOException {
		String result = switch (request.operation()) {
			case "query", "queryAll" -> query(request);
			case "queryMore" -> more(request);
			case "getServerTimestamp" -> "<result><timestamp>2026-11-23T10:00:00.123Z</timestamp></result>";
			case "getUserInfo" -> Xml.USER_INFO;
			case "login" -> login(request);
			case "describeSObject" -> Xml.DESCRIBE;
			default -> throw new IllegalStateException(request.operation());
		};
		send(http, 200, Xml.envelope(Xml.LIMITS,
				"<" + request.operation() + "Response>" + result + "</" + request.operation() + "Response>"));
	}

	private String login(Request request) {
		this.validSession = "00D000000000001!" + this.sessions.incrementAndGet();
		return Xml.login(url() + request.path(), this.validSession);
	}

	private String query(Request request) {
		if (request.soql().contains("FROM Organization")) {
			return Xml.ORGANIZATION;
		}
		List<Row> found = this.rows;
		Matcher after = AFTER.matcher(request.soql());
		if (after.find()) {
			Instant stamp = Instant.parse(after.group(1));
			String id = after.group(2);
			found = found.stream()
				.filter((row) -> row.stamp().isAfter(stamp)
						|| (row.stamp().equals(stamp) && row.id().compareTo(id) > 0))
				.toList();
		}
		found = range(found, request.soql());
		if (request.soql().startsWith("SELECT COUNT()") && found.size() <= this.mostRows) {
			return "<result xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/><size>"
					+ found.size() + "</size></result>";
		}
		Matcher limit = Pattern.compile(" LIMIT (\\d+)$").matcher(request.soql());
		if (limit.find()) {
			found = found.subList(0, Math.min(found.size(), Integer.parseInt(limit.group(1))));
		}
		if (found.size() > this.mostRows) {
			throw new TooMany();
		}
		return page(new Cursor(found, 0), request);
	}

	private static List<Row> range(List<Row> rows, String soql) {
		Matcher from = Pattern.compile("\\(SystemModstamp >= (\\S+)\\)").matcher(soql);
		Matcher to = Pattern.compile("\\(SystemModstamp < (\\S+)\\)").matcher(soql);
		Instant first = from.find() ? Instant.parse(from.group(1)) : Instant.MIN;
		Instant end = to.find() ? Instant.parse(to.group(1)) : Instant.MAX;
		return rows.stream().filter((row) -> !row.stamp().isBefore(first) && row.stamp().isBefore(end)).toList();
	}

	/** Salesforce gives up after two minutes. */
	private static final class TooMany extends RuntimeException {

	}

	private String more(Request request) {
		this.usedLocators.add(request.locator());
		Cursor cursor = this.cursors.remove(request.locator());
		if (cursor == null) {
			throw new IllegalStateException("used or unknown locator " + request.locator());
		}
		return page(cursor, request);
	}

	private String page(Cursor cursor, Request request) {
		int wish = request.batchSize().isEmpty() ? 500 : Integer.parseInt(request.batchSize());
		int to = Math.min(cursor.rows().size(), cursor.from() + Math.min(wish, this.largestPage));
		boolean done = to == cursor.rows().size();
		String locator = "01g" + this.locators.incrementAndGet() + "-" + to;
		if (!done) {
			this.cursors.put(locator, new Cursor(cursor.rows(), to));
		}
		StringBuilder page = new StringBuilder("<result xsi:type=\"QueryResult\"><done>" + done + "</done>"
				+ (done ? "<queryLocator xsi:nil=\"true\"/>" : "<queryLocator>" + locator + "</queryLocator>"));
		cursor.rows().subList(cursor.from(), to).forEach((row) -> page.append(this.xml.apply(row)));
		return page.append("<size>" + cursor.rows().size() + "</size></result>").toString();
	}

	private void send(HttpExchange http, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		if (this.gzip) {
			http.getResponseHeaders().set("Content-Encoding", "gzip");
			ByteArrayOutputStream zipped = new ByteArrayOutputStream();
			try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
				out.write(bytes);
			}
			bytes = zipped.toByteArray();
		}
		if (http.getResponseHeaders().getFirst("Content-Type") == null) {
			http.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
		}
		http.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		if (bytes.length > 0) {
			http.getResponseBody().write(bytes);
		}
		http.close();
	}

	private void fault(HttpExchange http, String code, String message) throws IOException {
		send(http, 500, Xml.fault(code, message));
	}

	Reply ok() {
		return (http, request, server) -> server.answer(http, request);
	}

	static Reply faulty(String code, String message) {
		return (http, request, server) -> server.fault(http, code, message);
	}

	static Reply raw(int status, String body) {
		return (http, request, server) -> server.send(http, status, body);
	}

	static Reply html(int status) {
		return (http, request, server) -> {
			http.getResponseHeaders().set("Content-Type", "text/html");
			server.send(http, status, "<!DOCTYPE html><html><body>We are down for maintenance.</body></html>");
		};
	}

	/** The connection ends in the middle of the answer. */
	static Reply cut() {
		return (http, request, server) -> {
			byte[] half = Xml.envelope("", "<queryResponse><result><done>false</done>")
				.getBytes(StandardCharsets.UTF_8);
			http.sendResponseHeaders(200, 1_000_000);
			http.getResponseBody().write(half);
			http.getResponseBody().flush();
			throw new IOException("cut");
		};
	}

	/** HTTP is whole, the XML is not. */
	static Reply truncated() {
		return (http, request, server) -> server.send(http, 200,
				Xml.envelope("", "<" + request.operation() + "Response><result><done>false</done>")
					.split("</soapenv:Body>")[0]);
	}

	/** The server got the request, and hangs up. */
	static Reply hangUp() {
		return (http, request, server) -> {
			throw new IOException("hang up");
		};
	}

	static Reply silent(java.util.concurrent.CountDownLatch until) {
		return (http, request, server) -> {
			try {
				until.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IOException("silent");
		};
	}

	List<Request> queries() {
		return this.requests.stream().filter((request) -> request.operation().startsWith("query")).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private static String match(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? matcher.group(1) : "";
	}

	private static String unescape(String text) {
		return text.replace("&gt;", ">")
			.replace("&lt;", "<")
			.replace("&apos;", "'")
			.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&amp;", "&");
	}

	@FunctionalInterface
	interface Reply {

		void to(HttpExchange http, Request request, SoapServer server) throws IOException;

	}

	record Request(String path, String operation, String session, String soql, String locator, String batchSize,
			String body) {

	}

	record Token(int status, String body, Map<String, String> headers) {

		Token(int status, String body) {
			this(status, body, Map.of());
		}

	}

	record Row(Instant stamp, String id, String fields) {

		String xml() {
			return "<records xsi:type=\"sf:sObject\"><sf:type>Opportunity</sf:type><sf:Id>" + this.id
					+ "</sf:Id><sf:Id>" + this.id + "</sf:Id><sf:SystemModstamp>" + Xml.stamp(this.stamp)
					+ "</sf:SystemModstamp>" + this.fields + "</records>";
		}

	}

	private record Cursor(List<Row> rows, int from) {

	}

}
