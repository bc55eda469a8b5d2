package io.corsync.mapping;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class MappingCheckTest {

	@Test
	void findsNothingWrongWithTheDefaultMappingInAStandardOrg() {
		assertThat(problems(MappingFile.defaults(), Org.standard())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			brief: Descripton | Opportunity has no field Descripton that this user may see; did you mean Description?
			brief: Hidden__c | no field Hidden__c that this user may see; give the program's user read access
			brief: Acount.Name | Opportunity has no lookup Acount that this user may see; did you mean Account?
			brief: Region__r.Cod__c | Region__c has no field Cod__c that this user may see; did you mean Code__c?
			brief: Account.Owner.Nam | User has no field Nam that this user may see; did you mean Name?
			brief: Account.BillingAddress | type address is no single value; map one of its parts
			brief: Secret__c | type base64 is no single value
			brief: Number__c | takes text, but Number__c (Number__c) is of type double; map a text field
			start: Type | takes a date (YYYY-MM-DD), but Type (Type) is of type picklist; map a date field
			estimated: Name | takes a number, but Name (Name) is of type string; map a number field
			billable: Type | takes true or false, but Type (Type) is of type picklist; map a checkbox or use a table
			brief: Target__r.Phone | Target__c may point to several objects (Account, Lead); make a formula field
			brief: Target__r.Owner.Name | Target__c may point to several objects (Account, Lead)
			client_id: Target__c | reads Target__c, which is no lookup to Account
			client_id: Region__c | reads Region__c, which is no lookup to Account; map a lookup to the record itself
			client_id: ContractId | reads ContractId, which is no lookup to Account
			client_id: Contract.Id | reads Contract.Id, which is no lookup to Account
			""")
	void namesWhatDoesNotFitTheOrg(String line, String words) {
		assertThat(problems(mapping(line), Org.standard())).singleElement()
			.satisfies((problem) -> assertThat(problem.line()).isEqualTo(4))
			.asString()
			.contains(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			brief: Region__r.Code__c
			brief: account.owner.name
			brief: Target__r.Name
			start: Signed__c
			billable: IsWon
			billable: { from: Type, values: { A: true }, default: false }
			client_id: Account.Id
			client_id: { from: [Account.Id, Contract.AccountId] }
			""")
	void acceptsWhatFits(String line) {
		assertThat(problems(mapping(line), Org.standard())).isEmpty();
	}

	@Test
	void tellsEverythingAtOnceInTheOrderOfTheFile() {
		MappingFile file = MappingFile.read("""
				version: 1
				project:
				  name: Nam
				  brief: { from: [Description, Summary__c] }
				  client_id: AccountId
				client:
				  name: Name
				  phone: Fax
				""", "my.yml");
		assertThat(problems(file, Org.standard())).extracting(MappingProblem::line, MappingProblem::column)
			.containsExactly(tuple(3, 9), tuple(4, 32), tuple(8, 10));
	}

	@Test
	void namesAnObjectThatThisUserMayNotSee() {
		assertThat(problems(MappingFile.defaults(), Org.standard().without("Contract")))
			.allSatisfy((problem) -> assertThat(problem.what()).contains("may not see the object Contract"))
			.hasSize(7);
		assertThat(problems(MappingFile.defaults(), Org.standard().without("Opportunity", "ContractId")))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.field()).isEqualTo("project.contract_id"));
	}

	@Test
	void refusesAnAmountWithoutCurrencyWhereThereAreSeveral() {
		MappingFile file = MappingFile.read("""
				version: 1
				project: { name: Name, estimated: Amount, client_id: AccountId, contract_id: ContractId }
				client: { name: Name }
				contract: { name: ContractNumber, client_id: AccountId, value: Value__c }
				""", "my.yml");
		MappingCheck check = new MappingCheck(Org.standard()::describe);
		assertThat(check.problems(file, Org.organization(false))).isEmpty();
		assertThat(check.problems(file, Org.organization(true))).extracting(MappingProblem::field)
			.containsExactly("project.estimated", "contract.value");
		assertThat(check.problems(file, Org.organization(true)).get(0).toString())
			.contains("this org has several currencies")
			.contains("currency_id: CurrencyIsoCode");
		assertThat(
				check.problems(mapping("estimated: Amount\n  currency_id: { constant: EUR }"), Org.organization(true)))
			.isEmpty();
	}

	@Test
	void looksAtTheFieldsThatRulesCompare() {
		MappingFile file = MappingFile.read("""
				version: 1
				project: { name: Name }
				rules:
				  - { name: a, when: { Typ: A }, skip: true }
				  - { name: b, when: { Typ: B, Amount: 100 }, skip: true }
				  - name: c
				    when: { Typ: C, Region__r.Name: EMEA, IsWon: true }
				    project: { brief: Descripton }
				""", "my.yml");
		assertThat(problems(file, Org.standard())).extracting(MappingProblem::line, MappingProblem::field)
			.containsExactly(tuple(4, "rules.a.when"), tuple(5, "rules.b.when"), tuple(5, "rules.b.when"),
					tuple(7, "rules.c.when"), tuple(8, "project.brief"));
		ReadAccess access = new MappingCheck(Org.standard()::describe).access(file, List.of());
		assertThat(access.fields()).extracting(ObjectField::toString)
			.contains("Region__c.Name", "Opportunity.IsWon", "Opportunity.Typ");
	}

	@Test
	void describesEachObjectOnce() {
		AtomicInteger calls = new AtomicInteger();
		Org org = Org.standard();
		new MappingCheck((object) -> {
			calls.incrementAndGet();
			return org.describe(object);
		}).problems(MappingFile.defaults(), Org.organization(false));
		assertThat(calls).hasValue(3);
	}

	@Test
	void letsAnOutageThrough() {
		MappingCheck check = new MappingCheck((object) -> unavailable());
		assertThatExceptionOfType(SalesforceException.Unavailable.class)
			.isThrownBy(() -> check.problems(MappingFile.defaults(), Org.organization(false)));
	}

	private static SourceObject unavailable() {
		throw new SalesforceException.Unavailable("SERVER_UNAVAILABLE", "not now", null);
	}

	@Test
	void listsEveryFieldThatIsRead() {
		MappingFile file = mapping("brief: Region__r.Code__c\n  deliverables: Account.Owner.Cost_Center__c");
		ReadAccess access = new MappingCheck(Org.standard()::describe).access(file,
				List.of(new ObjectField("Opportunity", "IsWon")));
		assertThat(access.fields()).extracting(ObjectField::toString)
			.containsExactly("Account.Name", "Account.OwnerId", "Contract.AccountId", "Contract.ContractNumber",
					"Opportunity.AccountId", "Opportunity.ContractId", "Opportunity.IsWon", "Opportunity.Name",
					"Opportunity.Region__c", "Region__c.Code__c", "User.Cost_Center__c");
		assertThat(access.unresolved()).isEmpty();
	}

	@Test
	void listsFieldsThatAreNotVisibleYet() {
		MappingFile file = mapping("brief: Region__r.Code__c\n  deliverables: Account.Owner.Email");
		ReadAccess access = new MappingCheck(new Org()::describe).access(file, List.of());
		assertThat(access.fields()).extracting(ObjectField::toString)
			.containsExactly("Account.Name", "Account.OwnerId", "Contract.AccountId", "Contract.ContractNumber",
					"Opportunity.AccountId", "Opportunity.ContractId", "Opportunity.Name", "Opportunity.Region__c",
					"User.Email");
		assertThat(access.unresolved()).containsExactly("Opportunity.Region__r.Code__c");
	}

	private static MappingFile mapping(String line) {
		return MappingFile.read("version: 1\nproject:\n  name: Name\n  " + line
				+ (line.contains("client_id") ? "\n" : "\n  client_id: AccountId\n") + "  contract_id: ContractId\n"
				+ "client: { name: Name }\ncontract: { name: ContractNumber, client_id: AccountId }\n", "my.yml");
	}

	private static List<MappingProblem> problems(MappingFile file, Org org) {
		return new MappingCheck(org::describe).problems(file, Org.organization(false));
	}

}
