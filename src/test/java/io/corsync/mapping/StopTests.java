package io.corsync.mapping;

import java.time.ZoneOffset;

import io.corsync.cor.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StopTests {

	private static final String FILE = """
			version: 1
			project:
			  name: Name
			  client_id: AccountId
			  stop-updates-when: "StageName == 'Invoiced' || Account.Closed__c"
			client:
			  name: Name
			  stop-updates-when: Closed__c
			rules:
			  - name: retainers
			    when: { Type: Retainer }
			    project: { stop-updates-when: "StageName == 'Cancelled'" }
			  - name: internal
			    when: { Type: Internal }
			    project: { stop-updates-when: none }
			""";

	@Test
	void freezesWhatItsConditionHoldsFor() {
		assertThat(map(Rows.opportunity()).project().frozen()).isFalse();
		assertThat(map(Rows.opportunity().with("StageName", "Invoiced")).project().frozen()).isTrue();
		Mapped frozen = map(Rows.opportunity().with("StageName", "Invoiced")).project();
		assertThat(frozen.payload().names()).containsExactly("client_id", "name");
		assertThat(frozen.references()).hasSize(1);
	}

	@Test
	void freezesEachEntityByItsOwnRow() {
		MappedOpportunity mapped = map(Rows.opportunity().with("Account.Closed__c", "true"));
		assertThat(mapped.project().frozen()).isTrue();
		assertThat(mapped.parents()).singleElement().satisfies((client) -> assertThat(client.frozen()).isTrue());
		Mapped open = mapping(FILE).entity(Kind.CLIENT,
				Rows.row(Rows.ACCOUNT_ID).with("Name", "Acme").with("Closed__c", "false").build());
		assertThat(open.frozen()).isFalse();
	}

	@Test
	void hasAConditionByRule() {
		Rows retainer = Rows.opportunity().with("Type", "Retainer");
		assertThat(map(retainer.with("StageName", "Invoiced")).project().frozen()).isFalse();
		assertThat(map(retainer.with("StageName", "Cancelled")).project().frozen()).isTrue();
		Rows internal = Rows.opportunity().with("Type", "Internal");
		assertThat(map(internal.with("StageName", "Invoiced")).project().frozen()).isFalse();
	}

	@Test
	void readsWhatItsConditionNames() {
		assertThat(mapping(FILE).opportunityFields()).contains("StageName", "Account.Closed__c");
		assertThat(mapping(FILE).fields(Kind.CLIENT)).contains("Closed__c");
		assertThat(mapping(FILE).parentsRead()).contains("Account");
	}

	@Test
	void refusesARowWhoseConditionHasNoAnswer() {
		Mapped project = map(Rows.opportunity().with("Account.Closed__c", "maybe")).project();
		assertThat(project.frozen()).isFalse();
		assertThat(project.refusals()).singleElement()
			.satisfies((refusal) -> assertThat(refusal.cause()).isEqualTo("EXPRESSION_FAILED"))
			.satisfies((refusal) -> assertThat(refusal.message())
				.startsWith("stop-updates-when cannot be computed: `||` takes true or false, not \"maybe\"")
				.endsWith("(my.yml line 5)"));
	}

	@Test
	void changesItsVersionWithItsCondition() {
		String version = mapping(FILE).version();
		assertThat(mapping(FILE.replace("StageName == 'Invoiced' ||", "(StageName=='Invoiced')||")).version())
			.isEqualTo(version);
		assertThat(mapping(FILE.replace("Invoiced", "Invoice")).version()).isNotEqualTo(version);
		assertThat(mapping(FILE.replace("none", "IsWon")).version()).isNotEqualTo(version);
	}

	private static MappedOpportunity map(Rows row) {
		return mapping(FILE).opportunity(row.build());
	}

	private static Mapping mapping(String text) {
		return MappingFile.read(text, "my.yml").bind(ZoneOffset.UTC);
	}

}
