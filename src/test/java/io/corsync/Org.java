package io.corsync;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Salesforce holds, asked with nothing but the vendor's stubs.
 */
final class Org {

	private final HttpClient http;

	private final URI url;

	Org(HttpClient http, URI url) {
		this.http = http;
		this.url = url;
	}

	/**
	 * What ought to be in COR.
	 *
	 * @param opportunities the won ones by id
	 * @param accounts ids of their Accounts and of their Contracts' Accounts
	 * @param contracts ids of their Contracts
	 */
	record Won(Map<String, SObject> opportunities, SortedSet<String> accounts, SortedSet<String> contracts) {

	}

	Won won() {
		return wonWhere("Id != null");
	}

	Won wonWhere(String condition) {
		Won won = new Won(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
		for (SObject row : query("""
				SELECT Id, Name, AccountId, ContractId, Contract.AccountId, Description, Amount, CloseDate
				FROM Opportunity WHERE IsWon = true AND\s""" + condition)) {
			won.opportunities().put(row.getId(), row);
			add(won.accounts(), row.getField("AccountId"));
			add(won.accounts(), row.getSObjectField("Contract"));
			add(won.contracts(), row.getField("ContractId"));
		}
		return won;
	}

	private static void add(SortedSet<String> ids, Object value) {
		if (value instanceof SObject contract) {
			add(ids, contract.getField("AccountId"));
		}
		else if (value != null) {
			ids.add(value.toString());
		}
	}

	List<SObject> query(String soql) {
		try {
			ConnectorConfig config = new ConnectorConfig();
			config.setServiceEndpoint(this.url + "/services/Soap/u/65.0");
			config.setAuthEndpoint(this.url + "/services/Soap/u/65.0");
			config.setSessionId(session());
			PartnerConnection connection = new PartnerConnection(config);
			List<SObject> rows = new ArrayList<>();
			QueryResult page = connection.query(soql);
			rows.addAll(List.of(page.getRecords()));
			while (!page.isDone()) {
				page = connection.queryMore(page.getQueryLocator());
				rows.addAll(List.of(page.getRecords()));
			}
			return rows;
		}
		catch (ConnectionException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String session() throws IOException {
		String form = "grant_type=client_credentials&client_id=sandbox-client&client_secret="
				+ URLEncoder.encode("sandbox-secret", StandardCharsets.UTF_8);
		HttpRequest request = HttpRequest.newBuilder(this.url.resolve("/services/oauth2/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build();
		try {
			String answer = this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
			return JsonMapper.shared().readTree(answer).get("access_token").stringValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
