package io.corsync.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values that tables and rules name against those that Salesforce offers.
 */
class PicklistCheckTests {

	private final Org org = Org.standard()
		.with("RecordType", "Id:id", "DeveloperName:string")
		.offering("Opportunity", "Type", "Retainer=Iguala", "Project=Proyecto", "-Old")
		.offering("Contract", "Status", "Draft=Borrador", "Activated=Activado")
		.withRecordTypes("Opportunity", "Retainer", "One_Off=Puntual");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{ from: Type, values: { Retainr: fee }, default: fee }            | UNFIT | has "Retainr", which Type does not offer; did you mean "Retainer"? it offers "Retainer", "Project"
					{ from: Type, values: { Iguala: fee }, default: fee }             | UNFIT | has "Iguala", which Type does not offer; did you mean "Retainer"?
					{ from: Type, values: { retainer: fee }, default: fee }           | UNFIT | did you mean "Retainer"?
					{ from: Type, values: { Retainer: fee, Retained: fee }, default: fee } | NOTE | has "Retained", which Type does not offer (any more); leave it if older records have it
					{ from: Type, values: { Bygone: fee }, default: fee }             | NOTE     | has "Bygone", which Type does not offer (any more)
					{ from: Type, values: { Retainer: fee } }                         | NOTE     | has no line for "Project" of Type: such records are refused (VALUE_NOT_IN_TABLE); add what is to be translated
					{ from: Type, values: { Retainer: fee }, unmapped: omit }         | NOTE     | has no line for "Project" of Type: they leave income_type out
					{ from: [Type, Contract.Status], values: { Retainer: fee, Project: fee, Draft: fee } } | NOTE | has no line for "Activated" of Type and Contract.Status
					{ from: IsWon, values: { "Yes": fee }, default: fee }             | UNFIT    | has "Yes", which IsWon never holds; write one of "true", "false"
					{ from: IsWon, values: { "true": fee } }                          | NOTE     | has no line for "false" of IsWon
					""")
	void namesWhatIsUnknownAndWhatIsMissing(String rule, String weight, String words) {
		MappingFindings findings = findings("  income_type: " + rule + "\n");
		List<MappingProblem> named = switch (weight) {
			case "UNFIT" -> findings.unfit();
			default -> findings.notes();
		};
		assertThat(named).singleElement().asString().contains(words);
		assertThat(findings.problems()).hasSize(weight.equals("NOTE") ? 0 : 1);
		assertThat(findings.notes()).hasSize(weight.equals("NOTE") ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{ from: Type, values: { Retainer: fee, Project: fee } }
			{ from: Type, values: { Retainer: fee, Project: fee, Old: fee } }
			{ from: Type, values: { retainer: fee, PROJECT: fee }, ignore-case: true }
			{ from: Type, values: { Retainer: fee }, default: one_time }
			{ from: IsWon, values: { "true": fee, "false": one_time } }
			{ from: [Type, Name], values: { Anything: fee } }
			{ from: Name, values: { Anything: fee } }
			""")
	void findsNothingAgainstTablesThatFit(String rule) {
		MappingFindings findings = findings("  income_type: " + rule + "\n");
		assertThat(findings.problems()).isEmpty();
		assertThat(findings.notes()).isEmpty();
	}

	@Test
	void namesTheLineOfTheTable() {
		MappingProblem problem = findings("""
				  income_type:
				    from: Type
				    values:
				      Retainer: fee
				      Porject: one_time
				    default: fee
				""").unfit().get(0);
		assertThat(problem.toString()).startsWith("my.yml:9:7: project.income_type.values has \"Porject\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					Type: Retainr                        | UNFIT | rules.one.when has "Retainr", which Type does not offer; did you mean "Retainer"?
					Type: [Retainer, Bygone]             | NOTE     | rules.one.when has "Bygone"
					RecordType.DeveloperName: Puntual    | UNFIT | did you mean "One_Off"? it offers "Retainer", "One_Off"
					RecordType.DeveloperName: Gone       | NOTE     | which RecordType.DeveloperName does not offer (any more)
					IsWon: 1                             | UNFIT    | which IsWon never holds
					""")
	void namesValuesOfRulesThatNoRecordHas(String when, String weight, String words) {
		MappingFindings findings = findings(
				"rules:\n  - name: one\n    when: { %s }\n    project: { brief: { constant: x } }\n".formatted(when));
		List<MappingProblem> named = switch (weight) {
			case "UNFIT" -> findings.unfit();
			default -> findings.notes();
		};
		assertThat(named).singleElement().asString().contains(words).startsWith("my.yml:6:");
	}

	@Test
	void takesAValueThatWasOfferedOnceForNoMistake() {
		String rule = "  income_type: { from: Type, values: { Projects: fee, Retainer: fee }, default: fee }\n";
		assertThat(findings(rule).unfit()).singleElement().asString().contains("did you mean \"Project\"?");
		Map<ObjectField, FieldShape> offered = Map.of(new ObjectField("Opportunity", "Type"),
				new FieldShape("picklist", List.of("Projects"), List.of()));
		Map<ObjectField, FieldShape> retired = Map.of(new ObjectField("Opportunity", "Type"),
				new FieldShape("picklist", List.of(), List.of("Projects")));
		assertThat(findings(rule, offered).problems()).isEmpty();
		assertThat(findings(rule, retired).problems()).isEmpty();
	}

	@Test
	void saysNothingWhereSalesforceDoesNotTell() {
		Org silent = Org.standard().with("RecordType", "Id:id", "DeveloperName:string");
		MappingFindings findings = new MappingCheck(silent::describe).findings(MappingFile.read("""
				version: 1
				project:
				  name: Name
				  income_type: { from: Type, values: { A: fee } }
				rules:
				  - name: one
				    when: { Type: B }
				    skip: true
				""", "my.yml"), Org.organization(false), Map.of());
		assertThat(findings.problems()).isEmpty();
		assertThat(findings.notes()).isEmpty();
	}

	@Test
	void knowsTheValuesOfMultiSelectPicklistsOneByOne() {
		Org several = Org.standard()
			.with("Opportunity", "Id:id", "Name:string", "Services__c:multipicklist")
			.offering("Opportunity", "Services__c", "Branding", "SEO");
		MappingFile file = MappingFile.read("""
				version: 1
				project:
				  name: Name
				  income_type:
				    from: Services__c
				    values: { "Branding;SEO": fee, "SEO;SEM": fee }
				""", "my.yml");
		MappingFindings findings = new MappingCheck(several::describe).findings(file, Org.organization(false),
				Map.of());
		assertThat(findings.problems()).isEmpty();
		assertThat(findings.notes()).singleElement().asString().contains("has \"SEO;SEM\"");
	}

	private MappingFindings findings(String more) {
		return findings(more, Map.of());
	}

	private MappingFindings findings(String more, Map<ObjectField, FieldShape> before) {
		boolean rules = more.startsWith("rules");
		MappingFile file = MappingFile.read(
				"version: 1\nproject:\n  name: Name\n" + (rules ? "" : "  contract_id: ContractId\n") + more
						+ (rules ? "" : "client: { name: Name }\ncontract: { name: Name, client_id: AccountId }\n"),
				"my.yml");
		Org standard = this.org;
		if (rules) {
			standard = standard
				.with("Opportunity", "Id:id", "Name:string", "Type:picklist", "IsWon:boolean",
						"RecordTypeId>RecordType>RecordType")
				.offering("Opportunity", "Type", "Retainer=Iguala", "Project=Proyecto", "-Old")
				.withRecordTypes("Opportunity", "Retainer", "One_Off=Puntual");
		}
		return new MappingCheck(standard::describe).findings(file, Org.organization(false), before);
	}

}
