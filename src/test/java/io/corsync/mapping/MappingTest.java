package io.corsync.mapping;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.mapping.Mapped.Reference;
import io.corsync.mapping.Mapped.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MappingTest {

	private static final ZoneId BUENOS_AIRES = ZoneId.of("America/Argentina/Buenos_Aires");

	private final Mapping defaults = MappingFile.defaults().bind(BUENOS_AIRES);

	@Test
	void mapsAnOpportunityWithItsContractAndBothClients() {
		MappedOpportunity mapped = this.defaults.opportunity(Rows.opportunity().build());
		assertThat(mapped.project().externalId()).isEqualTo(Rows.OPPORTUNITY_ID);
		assertThat(mapped.project().name()).isEqualTo("Website");
		assertThat(mapped.project().sourceStamp()).isEqualTo(Rows.STAMP);
		assertThat(mapped.project().refusals()).isEmpty();
		assertThat(mapped.project().payload().text())
			.isEqualTo("{\"billable\":true,\"brief\":\"New\\r\\nsite\",\"client_id\":\"001000000000001AAA\","
					+ "\"contract_id\":\"800000000000001AAA\",\"estimated\":10000000,\"name\":\"Website\","
					+ "\"start\":\"2026-11-30\",\"status\":\"active\"}");
		assertThat(mapped.project().references()).containsExactlyInAnyOrder(
				new Reference("client_id", Kind.CLIENT, Rows.ACCOUNT_ID),
				new Reference("contract_id", Kind.CONTRACT, Rows.CONTRACT_ID));
		assertThat(mapped.parents()).extracting(Mapped::kind, Mapped::externalId, (parent) -> parent.payload().text())
			.containsExactly(tuple(Kind.CLIENT, Rows.ACCOUNT_ID, "{\"name\":\"Acme\",\"phone\":\"+54 11 1234\"}"),
					tuple(Kind.CLIENT, Rows.OTHER_ACCOUNT_ID, "{\"name\":\"Acme Holding\"}"),
					tuple(Kind.CONTRACT, Rows.CONTRACT_ID,
							"{\"client_id\":\"001000000000002AAA\",\"name\":\"00000101\",\"start_date\":\"2026-01-01\","
									+ "\"status\":\"active\"}"));
	}

	@Test
	void mapsAnOpportunityWithoutAccountAndContract() {
		MappedOpportunity mapped = this.defaults
			.opportunity(Rows.row(Rows.OPPORTUNITY_ID).with("Name", "Bare").build());
		assertThat(mapped.parents()).isEmpty();
		assertThat(mapped.project().references()).isEmpty();
		assertThat(mapped.project().payload().text())
			.isEqualTo("{\"billable\":true,\"name\":\"Bare\",\"status\":\"active\"}");
	}

	@Test
	void keepsAReferenceWhoseParentThisUserMayNotSee() {
		MappedOpportunity mapped = this.defaults.opportunity(
				Rows.row(Rows.OPPORTUNITY_ID).with("Name", "Hidden").with("AccountId", Rows.ACCOUNT_ID).build());
		assertThat(mapped.project().references()).hasSize(1);
		assertThat(mapped.parents()).isEmpty();
	}

	@Test
	void takesTheNewestOfAClientThatCameTwice() {
		Rows row = Rows.opportunity()
			.with("Contract.AccountId", Rows.ACCOUNT_ID)
			.with("Contract.Account.Id", Rows.ACCOUNT_ID)
			.with("Contract.Account.SystemModstamp", "2026-11-23T02:00:01.000Z");
		assertThat(this.defaults.opportunity(row.build()).parents())
			.filteredOn((parent) -> parent.kind() == Kind.CLIENT)
			.singleElement()
			.satisfies((client) -> assertThat(client.name()).isEqualTo("Acme Holding"))
			.satisfies((client) -> assertThat(client.sourceStamp()).isEqualTo("2026-11-23T02:00:01Z"));
	}

	@Test
	void bringsOnlyTheParentThatIsReferredTo() {
		Mapping mapping = read("""
				version: 1
				project:
				  name: Name
				  client_id: { from: [Agency__c, AccountId] }
				client:
				  name: Name
				""");
		assertThat(mapping.opportunityFields()).contains("Agency__r.Name", "Agency__r.SystemModstamp", "Account.Name");
		Rows row = Rows.opportunity()
			.with("Agency__c", Rows.OTHER_ACCOUNT_ID)
			.parent("Agency__r", Rows.OTHER_ACCOUNT_ID)
			.with("Agency__r.Name", "Agency");
		assertThat(mapping.opportunity(row.build()).parents()).extracting(Mapped::name).containsExactly("Agency");
		row.without("Agency__c");
		assertThat(mapping.opportunity(row.build()).parents()).extracting(Mapped::name).containsExactly("Acme");
	}

	@Test
	void mapsRowsOfARefresh() {
		Mapped client = this.defaults.entity(Kind.CLIENT, Rows.row(Rows.ACCOUNT_ID).with("Name", "Acme").build());
		assertThat(client.kind()).isEqualTo(Kind.CLIENT);
		Mapped contract = this.defaults.entity(Kind.CONTRACT,
				Rows.row(Rows.CONTRACT_ID)
					.with("Name", " \t")
					.with("ContractNumber", "00000101")
					.with("AccountId", Rows.ACCOUNT_ID)
					.build());
		assertThat(contract.name()).isEqualTo("00000101");
		assertThat(contract.references()).containsExactly(new Reference("client_id", Kind.CLIENT, Rows.ACCOUNT_ID));
	}

	@Test
	void selectsTheDefaultFieldsOnce() {
		assertThat(this.defaults.opportunityFields()).containsExactly("Account.Description", "Account.Id",
				"Account.Name", "Account.Phone", "Account.SystemModstamp", "Account.Website", "AccountId", "Amount",
				"CloseDate", "Contract.Account.Description", "Contract.Account.Id", "Contract.Account.Name",
				"Contract.Account.Phone", "Contract.Account.SystemModstamp", "Contract.Account.Website",
				"Contract.AccountId", "Contract.ContractNumber", "Contract.Description", "Contract.EndDate",
				"Contract.Id", "Contract.Name", "Contract.StartDate", "Contract.Status", "Contract.SystemModstamp",
				"ContractId", "Description", "Id", "Name", "SystemModstamp");
		assertThat(this.defaults.fields(Kind.CLIENT)).containsExactly("Description", "Id", "Name", "Phone",
				"SystemModstamp", "Website");
		assertThat(this.defaults.fields(Kind.CONTRACT)).contains("Account.Id", "Account.SystemModstamp", "AccountId",
				"ContractNumber", "Status");
		assertThat(this.defaults.parentsRead()).isEmpty();
		assertThat(this.defaults.createOnly(Kind.PROJECT)).containsExactlyInAnyOrder("status", "billable", "start");
		assertThat(this.defaults.createOnly(Kind.CLIENT)).isEmpty();
	}

	@Test
	void selectsAFieldOnceHoweverItIsSpelt() {
		SortedSet<String> fields = read("version: 1\nproject: { name: Name, brief: name, work_order: account.Site, "
				+ "deliverables: Account.site }\n")
			.opportunityFields();
		assertThat(fields).hasSize(4);
		assertThat(fields.contains("ACCOUNT.SITE")).isTrue();
	}

	@Test
	void leavesOutSectionsThatAreNotThere() {
		Mapping mapping = read("version: 1\nproject: { name: Name, brief: Account.Owner.Name }\n");
		assertThat(mapping.fields(Kind.CLIENT)).isEmpty();
		assertThat(mapping.fields(Kind.CONTRACT)).isEmpty();
		assertThat(mapping.parentsRead()).containsExactly("Account");
		assertThat(mapping.createOnly(Kind.CONTRACT)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			estimated: Amount | 1234.50 | {"estimated":1234.5}
			estimated: Amount | 1.0E7 | {"estimated":10000000}
			estimated: Amount | -0.0 | {"estimated":0}
			estimated: Amount | 123456789012345678.99 | {"estimated":123456789012345678.99}
			estimated: Amount | - | {}
			estimated: { from: Amount, null: clear } | - | {"estimated":null}
			estimated: { from: Amount, default: 7.50 } | - | {"estimated":7.5}
			billable: Billed__c | true | {"billable":true}
			billable: { from: Type, values: { Internal: false }, default: true } | Internal | {"billable":false}
			billable: { from: Type, values: { Internal: false }, default: true } | Other | {"billable":true}
			billable: { from: Type, values: { Internal: false }, default: true } | - | {"billable":true}
			billable: { from: Type, values: { Internal: false } } | - | {}
			billable: { from: Type, values: { yes: true, no: false } } | no | {"billable":false}
			start: CloseDate | 2026-02-28 | {"start":"2026-02-28"}
			start: Signed__c | 2026-11-23T02:00:00.000Z | {"start":"2026-11-22"}
			start: Signed__c | 2026-11-23T03:00:00.000Z | {"start":"2026-11-23"}
			income_type: Kind__c | hourly_rate | {"income_type":"hourly_rate"}
			work_order: { constant: 007 } | - | {"work_order":"007"}
			work_order: { constant: "null" } | - | {"work_order":"null"}
			brief: Description | '  as "it" is 😀 ' | {"brief":"  as \\"it\\" is 😀 "}
			""")
	void givesEachFieldItsType(String line, String value, String payload) {
		assertThat(mapOne(line, value).refusals()).isEmpty();
		assertThat(mapOne(line, value).payload().without(List.of("name")).text()).isEqualTo(payload);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			estimated: Amount | ten | VALUE_TYPE | estimated takes a number, not "ten"
			estimated: Amount | 1E999999999 | VALUE_TYPE | not "1E999999999"
			estimated: Amount | NaN | VALUE_TYPE | not "NaN"
			billable: Billed__c | TRUE | VALUE_TYPE | takes true or false
			start: CloseDate | 30/11/2026 | VALUE_TYPE | takes a date (YYYY-MM-DD), not "30/11/2026"
			start: CloseDate | 2026-02-30 | VALUE_TYPE | not "2026-02-30"
			start: CloseDate | 14:00:00.000Z | VALUE_TYPE | not "14:00:00.000Z"
			start: CloseDate | +999999999-12-31 | VALUE_TYPE | not "+999999999-12-31"
			income_type: Kind__c | Fee | VALUE_TYPE | takes one of fee, one_time, hourly_rate, contract
			status: { from: StageName, values: { Won: active } } | Lost | VALUE_NOT_IN_TABLE | only for "Won"
			""")
	void refusesAValueThatDoesNotFit(String line, String value, String cause, String words) {
		Mapped mapped = mapOne(line, value);
		assertThat(mapped.payload().names()).containsExactly("name");
		assertThat(mapped.refusals()).singleElement().satisfies((refusal) -> {
			assertThat(refusal.cause()).isEqualTo(cause);
			assertThat(refusal.message()).contains(words).endsWith("(my.yml line 4)");
		});
	}

	@Test
	void refusesARowWithoutWhatCorRequires() {
		assertThat(this.defaults.opportunity(Rows.row(Rows.OPPORTUNITY_ID).with("Name", "  ").build())
			.project()
			.refusals()).singleElement()
			.extracting(Refusal::cause, Refusal::message)
			.satisfies((refusal) -> assertThat(refusal.toString()).contains("MISSING_VALUE")
				.contains("name is required by COR, and the Opportunity has no Name; fill it in Salesforce"));
		Mapped contract = this.defaults.entity(Kind.CONTRACT, Rows.row(Rows.CONTRACT_ID).build());
		assertThat(contract.refusals()).extracting(Refusal::message)
			.anySatisfy((message) -> assertThat(message).contains("the Contract has no Name, else ContractNumber"))
			.anySatisfy((message) -> assertThat(message).contains("the Contract has no AccountId"));
	}

	@Test
	void showsALongValueShortAndOnOneLine() {
		String message = mapOne("estimated: Amount", "a\n" + "b".repeat(100_000)).refusals().get(0).message();
		assertThat(message).hasSizeLessThan(200).contains("\"a\\nbbb").hasLineCount(1);
	}

	@Test
	void usesTheFilesZoneBeforeTheOrgs() {
		String text = "version: 1\nzone: Pacific/Auckland\nproject:\n  name: Name\n  start: Signed__c\n";
		Mapped project = MappingFile.read(text, "my.yml")
			.bind(BUENOS_AIRES)
			.opportunity(Rows.opportunity().with("Signed__c", "2026-11-23T11:00:00.000Z").build())
			.project();
		assertThat(project.payload().text()).contains("2026-11-24");
	}

	@Test
	void mapsAnyRowOfStringsWithoutThrowing() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Mapping mapping = read("""
				version: 1
				project:
				  name: Name
				  client_id: { from: [Agency__c, AccountId] }
				  contract_id: ContractId
				  estimated: { from: [Amount, Account.Budget__c], null: clear }
				  estimated_time: Hours__c
				  billable: Billed__c
				  start: CloseDate
				  end: { from: Type, values: { A: 2026-01-01, B: 2026-02-01 } }
				  income_type: Type
				client: { name: Name, phone: Phone }
				contract: { name: { from: [Name, ContractNumber] }, client_id: AccountId, value: Value__c }
				""");
		for (int i = 0; i < 5_000; i++) {
			Rows row = Rows.row(Rows.OPPORTUNITY_ID);
			for (String field : mapping.opportunityFields()) {
				if (random.nextInt(3) > 0 && !field.endsWith("SystemModstamp") && !field.equals("Id")) {
					row.with(field, anyText(random));
				}
				else if (random.nextBoolean()) {
					row.with(field.equals("Id") ? "Id" : field, field.endsWith("SystemModstamp") ? Rows.STAMP : "x");
				}
			}
			MappedOpportunity mapped = mapping.opportunity(row.build());
			assertThat(Payload.parse(mapped.project().payload().text())).as("seed %d, row %d", seed, i)
				.isEqualTo(mapped.project().payload());
		}
	}

	private static String anyText(Random random) {
		List<String> texts = List.of("", " ", "A", "B", "true", "false", "2026-11-23", "2026-11-23T02:00:00.000Z",
				"+1000000000-01-01", "1.0E7", "1E400", "1E-401", "-0", "1e2147483647", "NaN", "Infinity", "\r\n",
				"\uD800", "😀", "fee", Rows.ACCOUNT_ID, Rows.CONTRACT_ID);
		if (random.nextInt(4) > 0) {
			return texts.get(random.nextInt(texts.size()));
		}
		StringBuilder text = new StringBuilder();
		random.ints(random.nextInt(20), 0x20, 0xD800).forEach((unit) -> text.append((char) unit));
		return text.toString();
	}

	@Test
	void keepsItsVersionWhenOnlyTheLayoutChanges() {
		String version = read("""
				version: 1
				project: { name: Name, brief: Description, client_id: AccountId }
				client: { name: Name, phone: { from: Phone, values: { a: b, c: d } } }
				""").version();
		assertThat(read("""
				# the same
				client:
				  phone:
				    owner: always
				    values: { c: "d", a: 'b' }
				    from: [PHONE]
				  name: { from: name, null: omit }
				project:
				  client_id: AccountId
				  brief: Description
				  name: "Name"
				version: 1
				""").version()).isEqualTo(version).hasSize(12);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			brief: Description | brief: NextStep
			brief: Description | work_order: Description
			brief: Description | brief: { constant: Description }
			brief: { constant: A } | brief: { constant: a }
			brief: Description | brief: { from: Description, owner: create }
			brief: Description | brief: { from: Description, null: clear }
			brief: { from: [A, B] } | brief: { from: [B, A] }
			brief: { from: A, default: x } | brief: { from: A, values: { y: z }, default: x }
			brief: { from: A, values: { y: z }, default: x } | brief: { from: A, values: { y: z } }
			brief: { from: A, values: { y: "z, a=b" } } | brief: { from: A, values: { y: z, a: b } }
			""")
	void changesItsVersionWithItsMeaning(String one, String other) {
		String head = "version: 1\nproject:\n  name: Name\n  ";
		assertThat(read(head + one).version()).isNotEqualTo(read(head + other).version());
	}

	@Test
	void changesItsVersionWithTheZone() {
		MappingFile file = MappingFile.defaults();
		assertThat(file.bind(ZoneOffset.UTC).version()).isNotEqualTo(file.bind(BUENOS_AIRES).version());
	}

	private static Mapped mapOne(String line, String value) {
		Rows row = Rows.row(Rows.OPPORTUNITY_ID).with("Name", "One");
		Mapping mapping = read("version: 1\nproject:\n  name: Name\n  " + line + "\n");
		if (value != null) {
			mapping.opportunityFields()
				.stream()
				.filter((field) -> !List.of("Id", "Name", "SystemModstamp").contains(field))
				.forEach((field) -> row.with(field, value));
		}
		return mapping.opportunity(row.build()).project();
	}

	private static Mapping read(String text) {
		return MappingFile.read(text, "my.yml").bind(BUENOS_AIRES);
	}

}
