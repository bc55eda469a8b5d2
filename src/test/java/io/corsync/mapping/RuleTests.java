package io.corsync.mapping;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.corsync.cor.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RuleTests {

	private static final String FILE = """
			version: 1
			project:
			  name: Name
			  client_id: AccountId
			  estimated: Amount
			  income_type: { constant: one_time }
			  deliverables: Description
			client:
			  name: Name
			rules:
			  - name: retainers
			    when: { RecordType.DeveloperName: [Retainer, Fee], Region__c: EMEA }
			    project:
			      income_type: { constant: fee }
			      estimated: none
			      brief: Account.Industry
			  - name: internal
			    when: { RecordType.DeveloperName: Internal }
			    skip: true
			  - name: unsorted
			    when: { RecordType.DeveloperName: [null, Other] }
			    project: { client_id: Agency__c }
			""";

	@Test
	void mapsByTheRuleThatFits() {
		Mapped project = map(Map.of("RecordType.DeveloperName", "Fee", "Region__c", "EMEA")).project();
		assertThat(project.rule()).isEqualTo(new Mapped.Rule("retainers", false));
		assertThat(project.payload().text())
			.isEqualTo("{\"brief\":\"Retail\",\"client_id\":\"001000000000001AAA\",\"deliverables\":\"New\\r\\nsite\","
					+ "\"income_type\":\"fee\",\"name\":\"Website\"}");
	}

	@ParameterizedTest
	@CsvSource({ "Fee, APAC", "fee, EMEA", "Fee, ", "Campaign, EMEA" })
	void mapsByThePlainSectionWhenNoRuleFits(String type, String region) {
		Map<String, String> values = (region != null) ? Map.of("RecordType.DeveloperName", type, "Region__c", region)
				: Map.of("RecordType.DeveloperName", type);
		Mapped project = map(values).project();
		assertThat(project.rule()).isNull();
		assertThat(project.payload().names()).containsExactly("client_id", "deliverables", "estimated", "income_type",
				"name");
	}

	@Test
	void leavesOutWhatARuleSkips() {
		MappedOpportunity mapped = map(Map.of("RecordType.DeveloperName", "Internal"));
		assertThat(mapped.project().leftOut()).isTrue();
		assertThat(mapped.project().rule()).isEqualTo(new Mapped.Rule("internal", true));
		assertThat(mapped.project().name()).isEqualTo("Website");
		assertThat(mapped.project().payload().isEmpty()).isTrue();
		assertThat(mapped.project().references()).isEmpty();
		assertThat(mapped.project().refusals()).isEmpty();
		assertThat(mapped.parents()).isEmpty();
	}

	@Test
	void takesAnEmptyFieldForNull() {
		MappedOpportunity mapped = map(Map.of("Agency__c", Rows.OTHER_ACCOUNT_ID, "Agency__r.Id", Rows.OTHER_ACCOUNT_ID,
				"Agency__r.SystemModstamp", Rows.STAMP, "Agency__r.Name", "Agency"));
		assertThat(mapped.project().rule()).isEqualTo(new Mapped.Rule("unsorted", false));
		assertThat(mapped.parents()).singleElement()
			.satisfies((client) -> assertThat(client.name()).isEqualTo("Agency"));
	}

	@Test
	void readsWhatItsRulesNeed() {
		Mapping mapping = MappingFile.read(FILE, "my.yml").bind(ZoneOffset.UTC);
		assertThat(mapping.opportunityFields()).contains("RecordType.DeveloperName", "Region__c", "Account.Industry",
				"Agency__c", "Agency__r.Name", "Account.Name");
		assertThat(mapping.parentsRead()).contains("Account");
		assertThat(mapping.createOnly(Kind.PROJECT)).isEmpty();
	}

	@Test
	void knowsARecordTypeByItsIdWith15And18Characters() {
		Mapping mapping = MappingFile.read("""
				version: 1
				project: { name: Name }
				rules:
				  - { name: a, when: { RecordTypeId: 012Aa000001bCdE }, skip: true }
				""", "my.yml").bind(ZoneOffset.UTC);
		Rows row = Rows.opportunity().with("RecordTypeId", "012Aa000001bCdEIAU");
		assertThat(mapping.opportunity(row.build()).project().leftOut()).isTrue();
	}

	@Test
	void setsACreateFieldThatOnlyARuleHas() {
		Mapping mapping = MappingFile.read("""
				version: 1
				project: { name: Name }
				rules:
				  - name: a
				    when: { Type: A }
				    project: { status: { constant: active } }
				""", "my.yml").bind(ZoneOffset.UTC);
		assertThat(mapping.createOnly(Kind.PROJECT)).containsExactly("status");
		assertThat(mapping.creationValues(Map.of("status", "finished")).text()).isEqualTo("{\"status\":\"finished\"}");
	}

	@Test
	void holdsWhatAPersonSetsToTheLengthOfTheField() {
		Mapping mapping = MappingFile.read("""
				version: 1
				project:
				  name: Name
				  status: { from: StageName, max-length: 8, too-long: cut }
				""", "my.yml").bind(ZoneOffset.UTC);
		assertThatIllegalArgumentException().isThrownBy(() -> mapping.creationValues(Map.of("status", "suspended")))
			.withMessage("status may have 8 characters in the mapping, and this has 9: \"suspended\".");
		assertThat(mapping.creationValues(Map.of("status", "finished")).text()).contains("finished");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					when: { Type: A }, skip: true               | rules.second may fit the same Opportunity as the rule "first" on line 4
					when: { Type: [B, C] }, skip: true          | none of them
					when: { type: B }, skip: true               | none of them
					when: { Type: null }, skip: true            | none of them
					when: { Region__c: B }, skip: true          | may fit the same Opportunity
					when: { Region__c: B, Type: B }, skip: true | none of them
					when: { Type: B }                           | rules.second.project is missing
					when: { Type: B }, skip: false              | rules.second.project is missing
					when: { Type: B }, skip: no                 | rules.second.skip cannot be "no"; write false or true
					when: { Type: B }, skip: true, project: { name: Name } | rules.second.project stands beside `skip: true`
					when: { Type: B }, project:                 | rules.second.project has no fields
					when: { Type: B }, project: { nam: X }      | rules.second.project.nam is no field of COR's projects
					when: { Type: B }, project: { name: none }  | rules.second.project.name cannot be removed
					when: { Type: B }, project: { brief: none } | rules.second.project.brief removes what the section
					when: { Type: B }, project: { id: none }    | rules.second.project.id is not mapped
					when: { Type: B }, project: { client_id: AccountId } | refers to a client, but the mapping makes none
					when: { Type: B }, project: { status: { constant: x, owner: always } } | has owner always here and create on line 3
					when: { Type: B }, client: { name: Name }   | rules.second.client is not known here
					when: { Type: [] }, skip: true              | rules.second.when.Type has an empty list
					when: { Type: { a: b } }, skip: true        | rules.second.when.Type has several values
					when: { Type: '' }, skip: true              | rules.second.when.Type has no value
					when: { }, skip: true                       | rules.second.when names no field
					skip: true                                  | rules.second.when is missing
					when: { A.B.C.D.E.F.G: x }, skip: true      | with more lookups than the 5
					when: { Type__r: x }, skip: true            | write Type__r.Name
					""")
	void saysWhatIsWrongWithARule(String rule, String words) {
		String text = """
				version: 1
				project:
				  { name: Name, status: { constant: active } }
				rules: [ { name: first, when: { Type: A }, skip: true },
				  { name: second, %s } ]
				""".formatted(rule);
		if (words.equals("none of them")) {
			assertThat(MappingFile.read(text, "my.yml").bind(ZoneOffset.UTC).version()).isNotEmpty();
			return;
		}
		assertThat(problemsOf(text)).anySatisfy((problem) -> assertThat(problem).contains(words));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					rules:                                              | has no list of rules
					rules: []                                           | has no list of rules
					rules: [ x ]                                        | has an entry that is no rule
					rules: [ { when: { Type: A }, skip: true } ]        | rules.name is missing
					rules: [ { name: a, when: { Type: A }, skip: true }, { name: a, when: { Type: B }, skip: true } ] | has the name of the rule on line 3
					""")
	void saysWhatIsWrongWithTheList(String rules, String words) {
		assertThat(problemsOf("version: 1\nproject: { name: Name }\n" + rules + "\n"))
			.anySatisfy((problem) -> assertThat(problem).startsWith("my.yml:3:").contains(words));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Type: A | Type: B
			Type: A | Type: [A, null]
			Type: A | Region__c: A
			Type: [A, B] | Type: "A, B"
			""")
	void changesItsVersionWithWhatARuleWants(String one, String other) {
		String text = "version: 1\nproject: { name: Name }\nrules: [ { name: a, when: { %s }, skip: true } ]\n";
		assertThat(version(text.formatted(one))).isNotEqualTo(version(text.formatted(other)))
			.isEqualTo(version(text.formatted(one).replace("name: a", "name: b")));
	}

	private static String version(String text) {
		return MappingFile.read(text, "my.yml").bind(ZoneOffset.UTC).version();
	}

	private static MappedOpportunity map(Map<String, String> values) {
		Rows row = Rows.opportunity().with("Account.Industry", "Retail");
		values.forEach(row::with);
		return MappingFile.read(FILE, "my.yml").bind(ZoneOffset.UTC).opportunity(row.build());
	}

	private static List<String> problemsOf(String text) {
		MappingException refused = catchThrowableOfType(MappingException.class, () -> MappingFile.read(text, "my.yml"));
		assertThat(refused).as("the mapping is refused").isNotNull();
		return refused.problems().stream().map(MappingProblem::toString).toList();
	}

}
