package io.corsync.salesforce;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SoapSalesforceTests {

	private final SoapServer server = new SoapServer();

	private final SteppingClock clock = new SteppingClock();

	private final SoapSalesforce salesforce = Settings.salesforce(this.server, this.clock);

	@AfterEach
	void stop() {
		this.salesforce.close();
		this.server.close();
	}

	@Test
	void knowsTheOrg() {
		Organization organization = this.salesforce.organization();
		assertThat(organization).isEqualTo(new Organization("00D000000000001EAA", "Agency & Sons", "sync@example.com",
				URI.create(this.server.url()), false, false, "ARS", ZoneId.of("America/Argentina/Buenos_Aires")));
		assertThat(this.salesforce.organization()).isSameAs(organization);
		assertThat(this.server.requests).hasSize(2);
	}

	@Test
	void makesDoWithWhatTheUserMaySee() {
		this.server.script.add(this.server.ok());
		this.server.script.add(SoapServer.faulty("INVALID_TYPE", "sObject type 'Organization' is not supported."));
		Organization organization = this.salesforce.organization();
		assertThat(organization.name()).isEqualTo("Agency");
		assertThat(organization.zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
		assertThat(organization.sandbox()).isFalse();
	}

	@Test
	void refusesAnotherOrgThanTheConfiguredOne() {
		try (SoapSalesforce other = Settings.salesforce(this.server, this.clock, "organization-id",
				"00D000000000002")) {
			assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(other::organization)
				.withMessageContaining("00D000000000001EAA")
				.withMessageContaining("00D000000000002EAA")
				.withMessageContaining("SALESFORCE_ORGANIZATION_ID");
		}
	}

	@Test
	void describesAnObjectOnceInAWhile() {
		SourceObject opportunity = this.salesforce.describe("Opportunity");
		assertThat(opportunity.fields()).containsOnlyKeys("accountid", "amount", "stagename");
		assertThat(opportunity.fields().get("accountid")).isEqualTo(new SourceField("AccountId", "Account ID",
				"reference", 18, true, "Account", List.of("Account"), List.of()));
		assertThat(opportunity.fields().get("stagename").picklist())
			.containsExactly(new PicklistValue("Closed Won", "Won", true), new PicklistValue("Old", "Old", false));
		assertThat(opportunity.fields().get("amount").type()).isEqualTo("currency");
		this.salesforce.describe("opportunity");
		assertThat(this.server.requests).hasSize(1);
		this.clock.pass(Duration.ofMinutes(6));
		this.salesforce.describe("Opportunity");
		assertThat(this.server.requests).hasSize(2);
	}

	@Test
	void countsRows() {
		this.server.add(1234, Instant.parse("2026-11-23T10:00:00Z"));
		assertThat(this.salesforce
			.count(new SourceQuery("Opportunity", new TreeSet<>(Set.of("Name")), List.of("IsWon = true"), false)))
			.isEqualTo(1234);
		assertThat(this.server.requests.get(0).soql())
			.isEqualTo("SELECT COUNT() FROM Opportunity WHERE (IsWon = true)");
	}

	@Test
	void tellsTheApiUsageOfTheLastAnswer() {
		assertThat(this.salesforce.usage()).isEmpty();
		this.salesforce.serverTime();
		assertThat(this.salesforce.usage()).contains(new ApiUsage(41, 15000));
	}

	@ParameterizedTest
	@CsvSource({
			"https://agency.my.salesforce.com,0063000000aBcDeAAK,https://agency.lightning.force.com/lightning/r/Opportunity/0063000000aBcDeAAK/view",
			"https://agency--dev.sandbox.my.salesforce.com,0013000000aBcDeAAK,https://agency--dev.sandbox.lightning.force.com/lightning/r/Account/0013000000aBcDeAAK/view",
			"https://agency.my.salesforce.com,8003000000aBcDeAAK,https://agency.lightning.force.com/lightning/r/Contract/8003000000aBcDeAAK/view",
			"http://127.0.0.1:8080,0063000000aBcDeAAK,http://127.0.0.1:8080/0063000000aBcDeAAK" })
	void linksToTheRecordsPage(URI instance, String id, URI link) {
		assertThat(RecordLink.of(instance, id)).isEqualTo(link);
		assertThat(SalesforceId.parse(link.toString()).value()).isEqualTo(id);
	}

	@Test
	void isABeanThatTouchesNothingWhenMade() {
		new ApplicationContextRunner().withUserConfiguration(SalesforceConfiguration.class)
			.withPropertyValues("salesforce.login-url=" + this.server.url(), "salesforce.client-id=c",
					"salesforce.client-secret=s")
			.run((context) -> {
				assertThat(context.getBean(Salesforce.class)).isNotNull();
				assertThat(this.server.tokenRequests).isEmpty();
				assertThat(context.getBean(Salesforce.class).serverTime()).isNotNull();
			});
		new ApplicationContextRunner().withUserConfiguration(SalesforceConfiguration.class)
			.run((context) -> assertThat(context.getBean(SalesforceProperties.class).problems()).isNotEmpty());
	}

}
