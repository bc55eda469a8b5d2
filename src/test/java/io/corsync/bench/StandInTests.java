package io.corsync.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.bind.XmlObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Salesforce's own client reads the stand-in's answers, and its arithmetic agrees with
 * itself.
 */
class StandInTests {

	private StandIn standIn;

	private PartnerConnection connection;

	@BeforeEach
	void start() throws Exception {
		this.standIn = StandIn.start();
		ConnectorConfig config = new ConnectorConfig();
		config.setManualLogin(true);
		config.setServiceEndpoint("http://127.0.0.1:%d/services/Soap/u/65.0".formatted(this.standIn.salesforcePort()));
		config.setAuthEndpoint(config.getServiceEndpoint());
		config.setSessionId(SalesforceAnswers.SESSION);
		config.setCompression(false);
		this.connection = new PartnerConnection(config);
	}

	@AfterEach
	void stop() {
		this.standIn.close();
	}

	@Test
	void pagesTogetherHoldEveryRowOnceInOrder() throws Exception {
		this.connection.setQueryOptions(200);
		List<String> ids = new ArrayList<>();
		QueryResult page = this.connection.query(PlainLoop.SOQL);
		assertThat(page.getSize()).isEqualTo(1000);
		assertThat(page.getRecords()).hasSize(200);
		while (true) {
			for (SObject row : page.getRecords()) {
				ids.add(row.getId());
			}
			if (page.isDone()) {
				break;
			}
			page = this.connection.queryMore(page.getQueryLocator());
		}
		assertThat(ids).hasSize(1000).doesNotHaveDuplicates().isSorted();
	}

	@Test
	void rowsCarryTheirParents() throws Exception {
		SObject row = this.connection.query(PlainLoop.SOQL).getRecords()[237];
		assertThat(row.getId()).isEqualTo("006000000000237AAA");
		assertThat(row.getField("AccountId")).isEqualTo("001000000000011AAA");
		XmlObject contract = row.getChild("Contract");
		assertThat(contract.getField("Id")).isEqualTo(row.getField("ContractId")).isEqualTo("800000000000023AAA");
		assertThat(contract.getField("AccountId")).isEqualTo(row.getField("AccountId"));
		assertThat(contract.getChild("Account").getField("Name")).isEqualTo("Client 0000011");
	}

	@Test
	void readingOnBehindAPositionLeavesNothingOut() throws Exception {
		SObject row = this.connection.query("SELECT Id, SystemModstamp FROM Opportunity").getRecords()[500];
		String stamp = row.getField("SystemModstamp").toString();
		QueryResult rest = this.connection.query(
				"SELECT Id FROM Opportunity WHERE (IsWon = true) AND (SystemModstamp > %s OR (SystemModstamp = %s AND Id > '%s')) ORDER BY SystemModstamp, Id LIMIT 10"
					.formatted(stamp, stamp, row.getId()));
		assertThat(rest.getRecords()).hasSize(10);
		assertThat(rest.getRecords()[0].getId()).isEqualTo("006000000000501AAA");
	}

	@Test
	void daysTogetherHoldEveryRow() throws Exception {
		World world = World.of(1000);
		assertThat(world.firstClosed(LocalDate.parse("2000-01-01"))).isZero();
		assertThat(world.firstClosed(LocalDate.parse("2030-01-01"))).isEqualTo(1000);
		for (int row = 1; row < 1000; row++) {
			int first = world.firstClosed(World.day(world.closeDay(row)));
			assertThat(world.closeDay(first)).isEqualTo(world.closeDay(row));
			assertThat(first == 0 || world.closeDay(first - 1) < world.closeDay(row)).isTrue();
		}
		int one = count("CloseDate >= 2024-01-01 AND CloseDate <= 2024-12-31");
		int other = count("CloseDate >= 2025-01-01 AND CloseDate <= 2025-12-31");
		assertThat(one + other).isEqualTo(1000);
		assertThat(count("CloseDate > 2025-12-31")).isZero();
	}

	@Test
	void touchedRowsAreNewerAndSomeChanged() {
		World world = new World(1000, 20, 10, 100, 0, 0, 0, Instant.parse("2026-01-01T00:00:00Z"));
		World touched = world.touched(10);
		assertThat(touched.base()).isAfter(world.base());
		assertThat(touched.revisionOf(20)).isOne();
		assertThat(touched.revisionOf(21)).isZero();
		assertThat(touched.firstAt(SourceObject.OPPORTUNITY, world.base())).isZero();
		assertThat(touched.firstAt(SourceObject.ACCOUNT, world.base())).isEqualTo(50);
	}

	@Test
	void objectsAreDescribed() throws Exception {
		DescribeSObjectResult described = this.connection.describeSObject("Opportunity");
		assertThat(described.getFields()).hasSize(SourceObject.OPPORTUNITY.fields().size());
		assertThat(described.getFields()[2].getRelationshipName()).isEqualTo("Account");
	}

	@Test
	void whatIsNotUnderstoodIsRefused() {
		assertThatExceptionOfType(ApiFault.class)
			.isThrownBy(() -> this.connection.query("SELECT Id FROM Opportunity WHERE (Amount > 5)"))
			.satisfies((fault) -> assertThat(fault.getExceptionMessage()).contains("Amount > 5"));
	}

	@Test
	void tooManyCallsASecondAreRefused() {
		RateLimit limit = new RateLimit(50);
		long now = System.nanoTime();
		int admitted = 0;
		for (int millis = 0; millis < 10_000; millis++) {
			admitted += limit.admits(now + millis * 1_000_000L) ? 1 : 0;
		}
		assertThat(admitted).isBetween(500, 510);
	}

	@Test
	void secondsOfTheSameEntityAreDuplicates() {
		CorAnswers cor = new CorAnswers(new Counters());
		World world = World.aged(1000, 0, 100, 10);
		String body = "{\"id\":\"006000000000007AAA\"}";
		assertThat(cor.call("POST", "/v2/integrations/projects", body, world).status()).isEqualTo(201);
		assertThat(cor.call("POST", "/v2/integrations/projects", body, world).status()).isEqualTo(409);
		assertThat(cor.call("PUT", "/v2/integrations/projects/006000000000007AAA", "{}", world).status())
			.isEqualTo(200);
		assertThat(cor.call("PUT", "/v2/integrations/projects/006000000000008AAA", "{}", world).status())
			.isEqualTo(404);
		CorAnswers.Answer refused = cor.call("POST", "/v2/integrations/projects", body.replace("007AAA", "009AAA"),
				world);
		assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("ValidationError");
	}

	private int count(String condition) throws Exception {
		return this.connection.query("SELECT COUNT() FROM Opportunity WHERE (IsWon = true) AND (" + condition + ")")
			.getSize();
	}

}
