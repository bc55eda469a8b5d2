package io.corsync.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.bind.XmlObject;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a developer would write in an afternoon with the same libraries: reads pages by
 * WSC, creates by a pool of threads, remembers nothing. It is what the program's care
 * costs nothing beside, or does.
 */
public final class PlainLoop {

	static final String SOQL = "SELECT Id, SystemModstamp, Account.Description, Account.Id, Account.Name, Account.Phone,"
			+ " Account.SystemModstamp, Account.Website, AccountId, Amount, CloseDate, Contract.Account.Description,"
			+ " Contract.Account.Id, Contract.Account.Name, Contract.Account.Phone, Contract.Account.SystemModstamp,"
			+ " Contract.Account.Website, Contract.AccountId, Contract.ContractNumber, Contract.Description,"
			+ " Contract.EndDate, Contract.Id, Contract.Name, Contract.StartDate, Contract.Status,"
			+ " Contract.SystemModstamp, ContractId, Description, Name FROM Opportunity WHERE (IsWon = true)"
			+ " ORDER BY SystemModstamp, Id";

	private final JsonMapper json = JsonMapper.shared();

	private final Map<String, CompletableFuture<Void>> parents = new ConcurrentHashMap<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final CloseableHttpClient http;

	private final ExecutorService threads;

	/** So that rows waiting for the pool do not fill the memory. */
	private final int mostOpen;

	private final Semaphore open;

	private final String cor;

	private PlainLoop(String cor, int inFlight) {
		this.cor = cor;
		this.http = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnPerRoute(inFlight)
				.setMaxConnTotal(inFlight)
				.build())
			.disableAutomaticRetries()
			.build();
		this.threads = Executors.newFixedThreadPool(inFlight);
		this.mostOpen = 4 * inFlight;
		this.open = new Semaphore(this.mostOpen);
	}

	/**
	 * Creates everything, or only reads.
	 * @param args the URL of Salesforce, the URL of COR and the calls in flight; with the
	 * first alone, rows are read and their rate per second is printed
	 * @throws Exception for any trouble
	 */
	public static void main(String[] args) throws Exception {
		if (args.length == 1) {
			System.out.println(read(args[0]));
			return;
		}
		int failures = new PlainLoop(args[1], Integer.parseInt(args[2])).run(args[0]);
		System.exit((failures > 0) ? 1 : 0);
	}

	/** The rate of WSC alone, on one thread, which no reader by WSC can surpass much. */
	private static double read(String salesforce) throws Exception {
		PartnerConnection connection = connect(salesforce);
		long began = System.nanoTime();
		long rows = 0;
		QueryResult page = connection.query(SOQL);
		while (true) {
			rows += page.getRecords().length;
			if (page.isDone()) {
				return rows * 1e9 / (System.nanoTime() - began);
			}
			page = connection.queryMore(page.getQueryLocator());
		}
	}

	private static PartnerConnection connect(String salesforce) throws Exception {
		ConnectorConfig config = new ConnectorConfig();
		config.setManualLogin(true);
		config.setServiceEndpoint(salesforce + "/services/Soap/u/65.0");
		config.setAuthEndpoint(config.getServiceEndpoint());
		config.setSessionId(SalesforceAnswers.SESSION);
		config.setCompression(false);
		PartnerConnection connection = new PartnerConnection(config);
		connection.setQueryOptions(2000);
		return connection;
	}

	private int run(String salesforce) throws Exception {
		PartnerConnection connection = connect(salesforce);
		QueryResult page = connection.query(SOQL);
		while (true) {
			for (SObject row : page.getRecords()) {
				this.open.acquire();
				begin(row);
			}
			if (page.isDone()) {
				break;
			}
			page = connection.queryMore(page.getQueryLocator());
		}
		this.open.acquire(this.mostOpen);
		this.threads.shutdown();
		this.http.close();
		return this.failures.get();
	}

	private void begin(SObject row) {
		XmlObject contract = row.getChild("Contract");
		XmlObject account = row.getChild("Account");
		CompletableFuture<Void> client = parent("clients", account,
				(body) -> body.put("phone", text(account, "Phone"))
					.put("website", text(account, "Website"))
					.put("description", text(account, "Description")),
				CompletableFuture.completedFuture(null));
		CompletableFuture<Void> agreement = parent("contracts", contract,
				(body) -> body.put("client_id", text(contract, "AccountId"))
					.put("start_date", text(contract, "StartDate"))
					.put("end_date", text(contract, "EndDate"))
					.put("status", "active")
					.put("description", text(contract, "Description")),
				client);
		agreement
			.thenRunAsync(() -> create("projects", row,
					(body) -> body.put("client_id", text(row, "AccountId"))
						.put("contract_id", text(row, "ContractId"))
						.put("brief", text(row, "Description"))
						.put("estimated", new BigDecimal(text(row, "Amount")))
						.put("start", text(row, "CloseDate"))
						.put("status", "active")
						.put("billable", true)),
					this.threads)
			.whenComplete((done, failure) -> this.open.release());
	}

	private CompletableFuture<Void> parent(String kind, XmlObject row, Consumer<ObjectNode> fields,
			CompletableFuture<Void> behind) {
		return this.parents.computeIfAbsent(text(row, "Id"),
				(id) -> behind.thenRunAsync(() -> create(kind, row, fields), this.threads));
	}

	private void create(String kind, XmlObject row, Consumer<ObjectNode> fields) {
		ObjectNode body = this.json.createObjectNode();
		body.put("id", text(row, "Id")).put("name", text(row, "Name"));
		fields.accept(body);
		body.putObject("metadata").put("source", "SALESFORCE");
		HttpPost post = new HttpPost(this.cor + "/v2/integrations/" + kind);
		post.setHeader("Authorization", "Bearer bench");
		post.setEntity(new ByteArrayEntity(this.json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
		try {
			int status = this.http.execute(post, (response) -> {
				this.json.readTree(EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8));
				return response.getCode();
			});
			if (status != 201) {
				this.failures.incrementAndGet();
			}
		}
		catch (IOException ex) {
			this.failures.incrementAndGet();
		}
	}

	private static String text(XmlObject row, String field) {
		Object value = row.getField(field);
		return (value != null) ? value.toString() : null;
	}

}
