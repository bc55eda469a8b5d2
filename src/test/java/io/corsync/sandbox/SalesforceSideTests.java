package io.corsync.sandbox;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.RecordTypeInfo;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.PicklistEntry;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.ApiQueryFault;
import com.sforce.soap.partner.fault.ExceptionCode;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.InvalidIdFault;
import com.sforce.soap.partner.fault.InvalidQueryLocatorFault;
import com.sforce.soap.partner.fault.InvalidSObjectFault;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.MalformedQueryFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Salesforce's own stubs read what the sandbox writes.
 */
class SalesforceSideTests {

	private SalesforceLoopback salesforce;

	private PartnerConnection connection;

	@BeforeEach
	void start() throws Exception {
		this.salesforce = new SalesforceLoopback(SalesforceLoopback.world(1000));
		this.connection = this.salesforce.connection();
	}

	@AfterEach
	void stop() {
		this.salesforce.close();
	}

	@Test
	void answersAllRowsOfAQueryPageByPage() throws Exception {
		this.connection.setQueryOptions(300);
		QueryResult result = this.connection.queryAll("SELECT Id, Name FROM Opportunity ORDER BY SystemModstamp, Id");
		List<String> ids = new ArrayList<>();
		List<Integer> pages = new ArrayList<>();
		while (true) {
			assertThat(result.getSize()).isEqualTo(1000);
			pages.add(result.getRecords().length);
			List.of(result.getRecords()).forEach((row) -> ids.add(row.getId()));
			if (result.isDone()) {
				break;
			}
			result = this.connection.queryMore(result.getQueryLocator());
		}
		assertThat(pages).containsExactly(300, 300, 300, 100);
		assertThat(new HashSet<>(ids)).hasSize(1000);
	}

	@Test
	void givesSmallerPagesThanAskedWhenRowsAreLargeOrItIsSetSo() throws Exception {
		SalesforceWorld large = new SalesforceWorld(SampleOrg.of(600, 1).withTextSize(20_000), Clock.systemUTC(),
				OrgCredentials.sample());
		try (SalesforceLoopback loopback = new SalesforceLoopback(large)) {
			QueryResult result = loopback.connection().queryAll("SELECT Description FROM Opportunity");
			assertThat(result.getRecords().length).isBetween(200, 300);
			assertThat(result.isDone()).isFalse();
		}
		this.salesforce.admin("POST", "/settings", "{\"pageCap\": 7}");
		QueryResult result = this.connection.query("SELECT Id FROM Opportunity");
		assertThat(result.getRecords()).hasSize(7);
		assertThat(result.isDone()).isFalse();
	}

	@Test
	void hidesDeletedRowsFromQueryAndShowsThemToQueryAll() throws Exception {
		int visible = this.connection.query("SELECT COUNT() FROM Opportunity").getSize();
		int all = this.connection.queryAll("SELECT COUNT() FROM Opportunity").getSize();
		int deleted = this.connection.queryAll("SELECT COUNT() FROM Opportunity WHERE IsDeleted = true").getSize();
		assertThat(all).isEqualTo(1000);
		assertThat(deleted).isPositive();
		assertThat(visible).isEqualTo(all - deleted);
	}

	@Test
	void nestsParentsAndParentsOfParents() throws Exception {
		SObject row = this.connection
			.query("SELECT Id, Amount, Account.Id, Account.Name, Contract.Account.Name, "
					+ "Contract.ContractNumber, Project_Manager__r.Name FROM Opportunity WHERE ContractId != null "
					+ "AND AccountId != null AND Project_Manager__c != null AND Amount = 0.01 LIMIT 1")
			.getRecords()[0];
		assertThat(row.getType()).isEqualTo("Opportunity");
		assertThat(row.getField("Amount")).isEqualTo("0.01");
		SObject account = (SObject) row.getSObjectField("Account");
		assertThat(account.getType()).isEqualTo("Account");
		assertThat(account.getId()).hasSize(18).startsWith("001");
		assertThat((String) account.getField("Name")).isNotBlank();
		SObject contract = (SObject) row.getSObjectField("Contract");
		assertThat(((SObject) contract.getSObjectField("Account")).getField("Name")).isNotNull();
		assertThat(((SObject) row.getSObjectField("Project_Manager__r")).getType()).isEqualTo("User");
	}

	@Test
	void writesIdTwiceWhenSelectedAndNotAtAllWhenNot() throws Exception {
		String session = this.salesforce.world.sessions().open();
		String with = this.salesforce
			.soap("/services/Soap/u/65.0", session,
					"<query><queryString>SELECT Id FROM Account LIMIT 1</queryString></query>")
			.body();
		String without = this.salesforce
			.soap("/services/Soap/u/65.0", session,
					"<query><queryString>SELECT Name FROM Account LIMIT 1</queryString></query>")
			.body();
		assertThat(with.split("<sf:Id>001", -1)).hasSize(3);
		assertThat(without).contains("<sf:Id xsi:nil=\"true\"/>").doesNotContain("<sf:Id>");
	}

	@Test
	void writesAMissingParentAsNil() throws Exception {
		SObject row = this.connection.query("SELECT Id, Account.Name FROM Opportunity WHERE AccountId = null LIMIT 1")
			.getRecords()[0];
		assertThat(row.getField("Account")).isNull();
		assertThat(row.getChild("Account")).isNotNull();
	}

	@Test
	void carriesEveryCharacterOfALongText() throws Exception {
		OrgRow row = this.salesforce.world.read(() -> this.salesforce.world.table("Opportunity")
			.rows()
			.stream()
			.filter((each) -> !each.deleted()
					&& String.valueOf(each.value(each.object().field("Description"))).length() > 20_000)
			.findFirst()
			.orElseThrow());
		String text = String.valueOf(row.value(row.object().field("Description")));
		SObject read = this.connection.query("SELECT Id, Description FROM Opportunity WHERE Id = '" + row.id() + "'")
			.getRecords()[0];
		assertThat(read.getField("Description")).isEqualTo(text);
		assertThat(text).contains("\r\n", "ñ", "🚀", "<b>");
	}

	@Test
	void retrievesRowsInTheOrderAskedForWithNothingForTheUnknown() throws Exception {
		String known = this.connection.query("SELECT Id FROM Account LIMIT 1").getRecords()[0].getId();
		SObject[] rows = this.connection.retrieve("Id, Name", "Account",
				new String[] { OrgId.of("001", 5), known, known.substring(0, 15) });
		assertThat(rows[0]).isNull();
		assertThat(rows[1].getId()).isEqualTo(known);
		assertThat(rows[2].getId()).isEqualTo(known);
	}

	@Test
	void describesWhatTheUserMaySee() throws Exception {
		this.salesforce.admin("POST", "/settings", "{\"hiddenFields\": [\"Opportunity.ContractId\"]}");
		DescribeSObjectResult result = this.connection.describeSObject("opportunity");
		assertThat(result.getRecordTypeInfos()).extracting(RecordTypeInfo::getDeveloperName)
			.containsExactly("Retainer", "Project", "Internal", "Master");
		assertThat(result.getName()).isEqualTo("Opportunity");
		assertThat(result.getKeyPrefix()).isEqualTo("006");
		assertThat(result.getFields()).extracting(Field::getName)
			.contains("Amount", "Region__c")
			.doesNotContain("ContractId", "CurrencyIsoCode");
		Field description = field(result, "Description");
		assertThat(description.getType()).isEqualTo(FieldType.textarea);
		assertThat(description.isFilterable()).isFalse();
		assertThat(field(result, "AccountId").getReferenceTo()).containsExactly("Account");
		assertThat(field(result, "Project_Manager__c").getRelationshipName()).isEqualTo("Project_Manager__r");
		assertThat(field(result, "StageName").getPicklistValues()).hasSize(6);
		assertThat(this.connection.describeSObjects(new String[] { "Account", "Contract" })).hasSize(2);
		assertThat(this.connection.describeGlobal().getSobjects()).hasSize(8);
		assertThatThrownBy(() -> this.connection.query("SELECT ContractId FROM Opportunity"))
			.isInstanceOf(InvalidFieldFault.class);
		assertThatThrownBy(() -> this.connection.query("SELECT Contract.Name FROM Opportunity"))
			.isInstanceOf(InvalidFieldFault.class);
	}

	@Test
	void describesTheValuesOfPicklistsAsTheirAdministratorKeepsThem() throws Exception {
		assertThat(values("Opportunity", "Type")).containsExactly("Existing Business (Negocio existente) active",
				"New Business (Negocio nuevo) active", "Add-On Business (Add-On Business)");
		assertThat(field(this.connection.describeSObject("Contract"), "Status").getPicklistValues())
			.filteredOn(PicklistEntry::isDefaultValue)
			.extracting(PicklistEntry::getValue)
			.containsExactly("Draft");
		this.salesforce.admin("POST", "/picklists/Opportunity/Type",
				"{\"value\": \"Retainer\", \"label\": \"Iguala\"}");
		this.salesforce.admin("POST", "/picklists/Opportunity/Type",
				"{\"value\": \"New Business\", \"active\": false}");
		this.salesforce.admin("DELETE", "/picklists/Opportunity/Type", "{\"value\": \"Add-On Business\"}");
		assertThat(values("Opportunity", "Type")).containsExactly("Existing Business (Negocio existente) active",
				"New Business (New Business)", "Retainer (Iguala) active");
	}

	@Test
	void takesForARestrictedPicklistWhatItOffers() throws Exception {
		String fields = "{\"Name\": \"x\", \"StageName\": \"Any\", \"CloseDate\": \"2026-11-20\", "
				+ "\"Region__c\": \"Cali\"}";
		assertThat(this.salesforce.admin("POST", "/rows/Opportunity", fields).body()).contains("Region__c: 'Cali'");
		this.salesforce.admin("POST", "/picklists/Opportunity/Region__c", "{\"value\": \"Cali\"}");
		assertThat(this.salesforce.admin("POST", "/rows/Opportunity", fields).statusCode()).isEqualTo(200);
		assertThat(this.salesforce.admin("POST", "/picklists/Opportunity/Name", "{\"value\": \"x\"}").body())
			.contains("Opportunity.Name is no picklist");
	}

	private List<String> values(String object, String field) throws Exception {
		return Arrays.stream(field(this.connection.describeSObject(object), field).getPicklistValues())
			.map((entry) -> "%s (%s)%s".formatted(entry.getValue(), entry.getLabel(),
					entry.isActive() ? " active" : ""))
			.toList();
	}

	@Test
	void describesTheCurrencyOnlyWithSeveralCurrencies() throws Exception {
		this.salesforce.admin("POST", "/settings", "{\"multiCurrency\": true}");
		assertThat(this.connection.describeSObject("Opportunity").getFields()).extracting(Field::getName)
			.contains("CurrencyIsoCode");
		assertThat(this.connection.getUserInfo().isOrganizationMultiCurrency()).isTrue();
	}

	@Test
	void tellsUserTimeAndLimits() throws Exception {
		assertThat(this.connection.getUserInfo().getOrganizationId()).startsWith("00D").hasSize(18);
		assertThat(this.connection.getUserInfo().getUserName()).isEqualTo(OrgCredentials.sample().username());
		assertThat(this.connection.getServerTimestamp().getTimestamp().toInstant()).isEqualTo(SalesforceLoopback.NOW);
		assertThat(this.connection.getLimitInfoHeader().getLimitInfo()[0].getCurrent()).isEqualTo(3);
		assertThat(this.connection.getLimitInfoHeader().getLimitInfo()[0].getType()).isEqualTo("API REQUESTS");
	}

	@Test
	void saysWhetherItIsASandbox() throws Exception {
		String query = "SELECT Id, Name, IsSandbox, TimeZoneSidKey FROM Organization";
		assertThat(this.connection.query(query).getRecords()[0].getField("IsSandbox")).isEqualTo("false");
		this.salesforce.admin("POST", "/settings", "{\"sandbox\": true}");
		SObject organization = this.connection.query(query).getRecords()[0];
		assertThat(organization.getField("IsSandbox")).isEqualTo("true");
		assertThat(organization.getField("TimeZoneSidKey")).isEqualTo("America/Bogota");
	}

	@Test
	void compressesWhenAskedAndReadsCompressedRequests() throws Exception {
		PartnerConnection compressed = this.salesforce.connection(this.salesforce.world.sessions().open(), true);
		assertThat(compressed.query("SELECT Id, Description FROM Opportunity LIMIT 200").getRecords()).hasSize(200);
	}

	@Test
	void refusesEachWithItsOwnFault() throws Exception {
		fault(MalformedQueryFault.class, ExceptionCode.MALFORMED_QUERY, "SELECT FROM Account");
		fault(InvalidSObjectFault.class, ExceptionCode.INVALID_TYPE, "SELECT Id FROM Nothing");
		fault(ApiQueryFault.class, ExceptionCode.INVALID_QUERY_FILTER_OPERATOR,
				"SELECT Id FROM Account WHERE Id = 'x'");
		InvalidFieldFault field = fault(InvalidFieldFault.class, ExceptionCode.INVALID_FIELD,
				"SELECT Id, Nothing FROM Account");
		assertThat(field.getRow()).isEqualTo(1);
		assertThat(field.getColumn()).isEqualTo(12);
		assertThat(catchThrowableOfType(InvalidQueryLocatorFault.class, () -> this.connection.queryMore("01gx-200"))
			.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_QUERY_LOCATOR);
		assertThatThrownBy(() -> this.connection.retrieve("Id", "Account", new String[] { "001" }))
			.isInstanceOf(InvalidIdFault.class);
		assertThatThrownBy(() -> this.connection.describeSObject("Nothing")).isInstanceOf(InvalidSObjectFault.class);
	}

	private <T extends ApiFault> T fault(Class<T> type, ExceptionCode code, String query) {
		T fault = catchThrowableOfType(type, () -> this.connection.query(query));
		assertThat(fault.getExceptionCode()).isEqualTo(code);
		assertThat(fault.getFaultCode().getLocalPart()).isEqualTo(code.name());
		return fault;
	}

	@Test
	void takesALocatorOnceAndForgetsTheOldestOfTen() throws Exception {
		String locator = firstLocator();
		this.connection.queryMore(locator);
		assertThatThrownBy(() -> this.connection.queryMore(locator)).isInstanceOf(InvalidQueryLocatorFault.class);
		String oldest = firstLocator();
		for (int i = 0; i < 10; i++) {
			firstLocator();
		}
		assertThatThrownBy(() -> this.connection.queryMore(oldest)).isInstanceOf(InvalidQueryLocatorFault.class);
	}

	@Test
	void forgetsALocatorAfterTwoDays() throws Exception {
		String locator = firstLocator();
		this.salesforce.admin("POST", "/settings", "{\"sessionSeconds\": 999999}");
		this.salesforce.admin("POST", "/clock", "{\"offsetSeconds\": 172800}");
		assertThatThrownBy(() -> this.connection.queryMore(locator)).isInstanceOf(InvalidQueryLocatorFault.class);
	}

	private String firstLocator() throws ConnectionException {
		this.connection.setQueryOptions(200);
		return this.connection.query("SELECT Id FROM Opportunity").getQueryLocator();
	}

	@Test
	void endsASessionAfterItsCallsItsTimeAndItsLogout() throws Exception {
		this.salesforce.admin("POST", "/settings", "{\"sessionEvery\": 2}");
		PartnerConnection other = this.salesforce.connection();
		other.getUserInfo();
		other.getUserInfo();
		assertEnded(other);
		this.salesforce.admin("POST", "/settings", "{\"sessionEvery\": 0}");
		PartnerConnection idle = this.salesforce.connection();
		this.salesforce.admin("POST", "/clock", "{\"offsetSeconds\": 7201}");
		assertEnded(idle);
		PartnerConnection left = this.salesforce.connection();
		left.logout();
		assertEnded(left);
		assertEnded(this.salesforce.connection("00Dnothing!AQ", false));
	}

	private static void assertEnded(PartnerConnection connection) {
		UnexpectedErrorFault fault = catchThrowableOfType(UnexpectedErrorFault.class, connection::getUserInfo);
		assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_SESSION_ID);
	}

	@Test
	void stopsAtTheQuotaOfTheDay() throws Exception {
		this.salesforce.admin("POST", "/settings", "{\"quotaUsed\": 999, \"quotaLimit\": 1000}");
		this.connection.getUserInfo();
		ApiFault fault = catchThrowableOfType(ApiFault.class, this.connection::getUserInfo);
		assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.REQUEST_LIMIT_EXCEEDED);
		assertThat(fault.getExceptionMessage()).contains("TotalRequests");
	}

	@Test
	void takesNoJwtAsSession() throws Exception {
		this.salesforce.admin("POST", "/settings", "{\"jwtTokens\": true}");
		String token = this.salesforce.world.sessions().openOAuth();
		assertThat(token).startsWith("eyJ");
		assertEnded(this.salesforce.connection(token, false));
	}

	@Test
	void logsInByPasswordBelowVersion65Only() throws Exception {
		String login = "<login><username>" + OrgCredentials.sample().username()
				+ "</username><password>sandbox-password</password></login>";
		String answer = this.salesforce.soap("/services/Soap/u/64.0", "", login).body();
		assertThat(answer).contains("<sessionId>00D", "/services/Soap/u/64.0/00D").doesNotContain("LimitInfoHeader");
		assertThat(this.salesforce.soap("/services/Soap/u/65.0", "", login).body())
			.contains("No operation available for request {urn:partner.soap.sforce.com}login");
		assertThatThrownBy(() -> this.salesforce.connection().login("nobody", "nothing"))
			.isInstanceOf(ConnectionException.class);
		assertThat(this.salesforce.soap("/services/Soap/u/64.0", "", login.replace("sandbox-password", "wrong")).body())
			.contains("sf:INVALID_LOGIN", "xsi:type=\"sf:LoginFault\"");
		assertThat(LoginFault.class).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/services/Soap/u/30.0", "/services/Soap/u/69.0", "/services/Soap/u/x" })
	void refusesVersionsThatAreNotThere(String path) throws Exception {
		assertThat(this.salesforce.soap(path, this.salesforce.world.sessions().open(), "<getUserInfo/>").body())
			.contains("sf:UNSUPPORTED_API_VERSION");
	}

	@Test
	void refusesWhatIsNoCall() throws Exception {
		String path = "/services/Soap/u/65.0";
		String session = this.salesforce.world.sessions().open();
		assertThat(
				this.salesforce.send("POST", path, "text/xml", SalesforceLoopback.envelope(session, "<query/>")).body())
			.contains("SOAPAction HTTP header missing");
		assertThat(this.salesforce.soap(path, session, "<nothing/>").body()).contains("No operation available");
		assertThat(this.salesforce.soap(path, session, "<query><queryString>x</queryString><y/></query>").body())
			.contains("invalid at this location");
		String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
				+ SalesforceLoopback.envelope(session, "<query><queryString>&e;</queryString></query>");
		assertThat(this.salesforce.send("POST", path, "text/xml", doctype, "SOAPAction", "\"\"").body())
			.contains("soapenv:Client", "DOCTYPE");
	}

	/**
	 * The reset stands for two calls because HttpURLConnection, below the stubs, sends a
	 * POST once more by itself when the connection ends without an answer.
	 */
	@Test
	void doesWhatItIsScriptedToDo() throws Exception {
		this.salesforce.admin("POST", "/faults",
				"""
						[{"on": "query", "call": 2, "do": "FAULT", "code": "SERVER_UNAVAILABLE", "message": "try later"},
						{"on": "getUserInfo", "next": 1, "do": "HTML", "status": 503, "message": "Maintenance"},
						{"on": "describeGlobal", "do": "EMPTY"}, {"on": "queryAll", "do": "TRUNCATE"},
						{"on": "retrieve", "next": 2, "do": "RESET"}, {"on": "getServerTimestamp", "do": "DELAY", "millis": 1}]""");
		String count = "SELECT COUNT() FROM User";
		this.connection.query(count);
		UnexpectedErrorFault fault = catchThrowableOfType(UnexpectedErrorFault.class,
				() -> this.connection.query(count));
		assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.SERVER_UNAVAILABLE);
		assertThat(this.connection.query(count).getSize()).isEqualTo(12);
		for (Call call : List.<Call>of(this.connection::getUserInfo, this.connection::describeGlobal,
				() -> this.connection.queryAll(count),
				() -> this.connection.retrieve("Id", "User", new String[] { OrgId.of("005", 1) }))) {
			// The stubs' parser fails on a cut body with whatever it stumbles over.
			assertThatThrownBy(call::call).isInstanceOf(Exception.class);
			call.call();
		}
		assertThat(this.connection.getServerTimestamp()).isNotNull();
	}

	/**
	 * A call that may fail.
	 */
	private interface Call {

		Object call() throws ConnectionException;

	}

	@Test
	void hangsUntilReset() throws Exception {
		this.salesforce.world.faults().add(SalesforceFault.next("getUserInfo", 1, SalesforceFault.Kind.HANG));
		PartnerConnection hanging = this.salesforce.connection();
		hanging.getConfig().setReadTimeout(200);
		assertThatThrownBy(hanging::getUserInfo).isInstanceOf(ConnectionException.class)
			.hasRootCauseInstanceOf(IOException.class);
	}

	@Test
	void mergesAccountsWithoutTouchingTheirChildren() throws Exception {
		SObject row = this.connection
			.query("SELECT AccountId, SystemModstamp, Id FROM Opportunity WHERE AccountId != null LIMIT 1")
			.getRecords()[0];
		String loser = (String) row.getField("AccountId");
		String winner = this.connection.query("SELECT Id FROM Account WHERE Id != '" + loser + "' LIMIT 1")
			.getRecords()[0].getId();
		this.salesforce.admin("POST", "/merge", "{\"winner\": \"" + winner + "\", \"loser\": \"" + loser + "\"}");
		SObject child = this.connection
			.query("SELECT AccountId, SystemModstamp FROM Opportunity WHERE Id = '" + row.getField("Id") + "'")
			.getRecords()[0];
		assertThat(child.getField("AccountId")).isEqualTo(winner);
		assertThat(child.getField("SystemModstamp")).isEqualTo(row.getField("SystemModstamp"));
		SObject merged = this.connection
			.queryAll("SELECT IsDeleted, MasterRecordId FROM Account WHERE Id = '" + loser + "'")
			.getRecords()[0];
		assertThat(merged.getField("IsDeleted")).isEqualTo("true");
		assertThat(merged.getField("MasterRecordId")).isEqualTo(winner);
	}

	@Test
	void changesCreatesDeletesAndHidesRows() throws Exception {
		String created = this.salesforce.world.changes()
			.create("Opportunity",
					Map.of("Name", "Nueva", "StageName", "Closed Won", "CloseDate", "2026-11-23", "Amount", "12.50"));
		String query = "SELECT Amount, IsWon, SystemModstamp FROM Opportunity WHERE Id = '" + created + "'";
		SObject row = this.connection.query(query).getRecords()[0];
		assertThat(row.getField("IsWon")).isEqualTo("true");
		assertThat(row.getField("Amount")).isEqualTo("12.50");
		assertThat(row.getField("SystemModstamp")).isEqualTo("2026-11-23T15:00:00.000Z");
		this.salesforce.admin("POST", "/clock", "{\"offsetSeconds\": 60}");
		this.salesforce.admin("POST", "/rows/Opportunity/" + created,
				"{\"Amount\": 10000000, \"StageName\": \"Closed Lost\"}");
		row = this.connection.query(query).getRecords()[0];
		assertThat(row.getField("Amount")).isEqualTo("1.0E7");
		assertThat(row.getField("IsWon")).isEqualTo("false");
		assertThat(row.getField("SystemModstamp")).isEqualTo("2026-11-23T15:01:00.000Z");
		this.salesforce.admin("POST", "/rows/Opportunity/" + created + "/visibility", "{\"inSeconds\": 30}");
		assertThat(this.connection.query(query).getSize()).isZero();
		this.salesforce.admin("POST", "/clock", "{\"offsetSeconds\": 90}");
		assertThat(this.connection.query(query).getSize()).isOne();
		this.salesforce.admin("POST", "/rows/Opportunity/" + created + "/visibility", "{\"shared\": false}");
		assertThat(this.connection.queryAll(query).getSize()).isZero();
		this.salesforce.admin("POST", "/rows/Opportunity/" + created + "/visibility", "{\"shared\": true}");
		this.salesforce.admin("DELETE", "/rows/Opportunity/" + created, "");
		assertThat(this.connection.query(query).getSize()).isZero();
		assertThat(this.connection.queryAll(query).getSize()).isOne();
		this.salesforce.admin("POST", "/rows/Opportunity/" + created + "/undelete", "");
		assertThat(this.connection.query(query).getSize()).isOne();
	}

	@Test
	void refusesChangesThatSalesforceWouldRefuse() throws Exception {
		String id = this.connection.query("SELECT Id FROM Opportunity LIMIT 1").getRecords()[0].getId();
		for (String change : Set.of("{\"Region__c\": \"Luna\"}", "{\"Name\": null}", "{\"AccountId\": \"001\"}",
				"{\"CloseDate\": \"2026-02-30\"}", "{\"Nothing\": 1}",
				"{\"AccountId\": \"" + OrgId.of("001", 5) + "\"}")) {
			assertThat(this.salesforce.admin("POST", "/rows/Opportunity/" + id, change).statusCode()).as(change)
				.isEqualTo(400);
		}
	}

	@Test
	void changesNothingWhenOneValueIsRefused() throws Exception {
		String id = this.connection.query("SELECT Id FROM Opportunity LIMIT 1").getRecords()[0].getId();
		String before = this.salesforce.admin("GET", "/rows/Opportunity/" + id, "").body();
		this.salesforce.admin("POST", "/rows/Opportunity/" + id, "{\"Name\": \"Otra\", \"Amount\": \"much\"}");
		assertThat(this.salesforce.admin("GET", "/rows/Opportunity/" + id, "").body()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"hiddenFields\": [\"Opportunity.Nothing\"]}", "{\"hiddenFields\": [\"Opportunity.Id\"]}",
					"{\"hiddenObjects\": [\"Nothing\"]}", "{\"pageCap\": -1}", "{\"nothing\": 1}" })
	void refusesSettingsThatMeanNothing(String settings) throws Exception {
		OrgSettings before = this.salesforce.world.settings();
		assertThat(this.salesforce.admin("POST", "/settings", settings).statusCode()).isEqualTo(400);
		assertThat(this.salesforce.world.settings()).isEqualTo(before);
	}

	private static Field field(DescribeSObjectResult result, String name) {
		for (Field field : result.getFields()) {
			if (field.getName().equals(name)) {
				return field;
			}
		}
		throw new AssertionError("No field " + name);
	}

}
