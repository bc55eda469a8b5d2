package io.corsync.bench.camel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * Reads Opportunities by SOAP and creates clients, contracts and projects, all by Camel's
 * routes over its HTTP component: what a Camel developer would write, without a ledger.
 */
public final class Loop {

	private final Map<String, CompletableFuture<Void>> parents = new ConcurrentHashMap<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final ProducerTemplate template;

	private final ExecutorService threads;

	private final Semaphore open;

	private final int mostOpen;

	private Loop(ProducerTemplate template, int inFlight) {
		this.template = template;
		this.threads = Executors.newFixedThreadPool(inFlight);
		this.mostOpen = 4 * inFlight;
		this.open = new Semaphore(this.mostOpen);
	}

	/**
	 * Creates everything.
	 * @param args the URL of Salesforce, the URL of COR, the calls in flight, the session
	 * id and the SOQL
	 * @throws Exception for any trouble
	 */
	public static void main(String[] args) throws Exception {
		int inFlight = Integer.parseInt(args[2]);
		int failures;
		try (DefaultCamelContext context = new DefaultCamelContext()) {
			HttpComponent http = context.getComponent("http", HttpComponent.class);
			http.setConnectionsPerRoute(inFlight + 1);
			http.setMaxTotalConnections(2 * inFlight + 2);
			context.addRoutes(routes(args[0], args[1]));
			context.start();
			failures = new Loop(context.createProducerTemplate(), inFlight).run(args[3], args[4]);
		}
		System.exit((failures > 0) ? 1 : 0);
	}

	private static RouteBuilder routes(String salesforce, String cor) {
		return new RouteBuilder() {
			@Override
			public void configure() {
				errorHandler(noErrorHandler());
				from("direct:salesforce").setHeader(Exchange.HTTP_METHOD, constant("POST"))
					.setHeader(Exchange.CONTENT_TYPE, constant("text/xml; charset=UTF-8"))
					.setHeader("SOAPAction", constant("\"\""))
					.to(salesforce + "/services/Soap/u/65.0?bridgeEndpoint=false")
					.convertBodyTo(byte[].class);
				from("direct:cor").marshal()
					.json(JsonLibrary.Jackson)
					.setHeader(Exchange.HTTP_METHOD, constant("POST"))
					.setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
					.setHeader("Authorization", constant("Bearer bench"))
					.toD(cor + "/v2/integrations/${header.kind}", 8)
					.unmarshal()
					.json(JsonLibrary.Jackson);
			}
		};
	}

	private int run(String session, String soql) throws Exception {
		Page page = page(session, "<queryString>" + soql.replace("<", "&lt;").replace(">", "&gt;") + "</queryString>",
				"query");
		while (true) {
			for (Map<String, String> row : page.rows()) {
				this.open.acquire();
				begin(row);
			}
			if (page.locator() == null) {
				break;
			}
			page = page(session, "<queryLocator>" + page.locator() + "</queryLocator>", "queryMore");
		}
		this.open.acquire(this.mostOpen);
		this.threads.shutdown();
		return this.failures.get();
	}

	private Page page(String session, String argument, String operation) throws Exception {
		String envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\">"
				+ "<e:Header><SessionHeader xmlns=\"urn:partner.soap.sforce.com\"><sessionId>" + session
				+ "</sessionId></SessionHeader></e:Header><e:Body><" + operation
				+ " xmlns=\"urn:partner.soap.sforce.com\">" + argument + "</" + operation + "></e:Body></e:Envelope>";
		byte[] answer = this.template.requestBody("direct:salesforce", envelope.getBytes(StandardCharsets.UTF_8),
				byte[].class);
		return read(new ByteArrayInputStream(answer));
	}

	/** Values by path, as {@code Contract.Account.Name}. */
	private static Page read(InputStream answer) throws Exception {
		XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(answer);
		List<Map<String, String>> rows = new ArrayList<>();
		Map<String, String> row = null;
		List<String> path = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		String locator = null;
		while (xml.hasNext()) {
			switch (xml.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					text.setLength(0);
					if (row != null) {
						path.add(xml.getLocalName());
					}
					else if (xml.getLocalName().equals("records")) {
						row = new LinkedHashMap<>();
					}
				}
				case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
				case XMLStreamConstants.END_ELEMENT -> {
					if (row != null && path.isEmpty()) {
						rows.add(row);
						row = null;
					}
					else if (row != null) {
						row.put(String.join(".", path), text.toString());
						path.remove(path.size() - 1);
					}
					else if (xml.getLocalName().equals("queryLocator") && !text.isEmpty()) {
						locator = text.toString();
					}
					text.setLength(0);
				}
				default -> {
				}
			}
		}
		return new Page(rows, locator);
	}

	private void begin(Map<String, String> row) {
		Map<String, Object> account = body(row, "Account.");
		account.put("phone", row.get("Account.Phone"));
		account.put("website", row.get("Account.Website"));
		account.put("description", row.get("Account.Description"));
		Map<String, Object> contract = body(row, "Contract.");
		contract.put("client_id", row.get("Contract.AccountId"));
		contract.put("start_date", row.get("Contract.StartDate"));
		contract.put("end_date", row.get("Contract.EndDate"));
		contract.put("status", "active");
		contract.put("description", row.get("Contract.Description"));
		Map<String, Object> project = body(row, "");
		project.put("client_id", row.get("AccountId"));
		project.put("contract_id", row.get("ContractId"));
		project.put("brief", row.get("Description"));
		project.put("estimated", new BigDecimal(row.get("Amount")));
		project.put("start", row.get("CloseDate"));
		project.put("status", "active");
		project.put("billable", true);
		CompletableFuture<Void> client = parent("clients", account, CompletableFuture.completedFuture(null));
		parent("contracts", contract, client).thenRunAsync(() -> create("projects", project), this.threads)
			.whenComplete((done, failure) -> this.open.release());
	}

	private static Map<String, Object> body(Map<String, String> row, String of) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("id", row.get(of + "Id"));
		body.put("name", row.get(of + "Name"));
		body.put("metadata", Map.of("source", "SALESFORCE"));
		return body;
	}

	private CompletableFuture<Void> parent(String kind, Map<String, Object> body, CompletableFuture<Void> behind) {
		return this.parents.computeIfAbsent(body.get("id").toString(),
				(id) -> behind.thenRunAsync(() -> create(kind, body), this.threads));
	}

	private void create(String kind, Map<String, Object> body) {
		try {
			this.template.requestBodyAndHeader("direct:cor", body, "kind", kind, Map.class);
		}
		catch (RuntimeException ex) {
			this.failures.incrementAndGet();
		}
	}

	/**
	 * A page of rows.
	 *
	 * @param rows values by path
	 * @param locator where the next page is, null for the last one
	 */
	private record Page(List<Map<String, String>> rows, String locator) {
	}

}
