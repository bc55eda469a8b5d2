package io.corsync.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an administrator changed about the mapped fields.
 */
class MappingDriftTests {

	private static final MappingFile FILE = MappingFile.read("""
			version: 1
			project:
			  name: Name
			  brief: Region__r.Code__c
			  status: Type
			  income_type:
			    from: Type
			    values: { Retainer: fee, Project: one_time }
			rules:
			  - name: retainers
			    when: { Type: Retainer }
			    project: { deliverables: { constant: x } }
			""", "my.yml");

	private final Org org = Org.standard().offering("Opportunity", "Type", "Retainer", "Project", "-Old");

	private final Map<ObjectField, FieldShape> before = shapes(this.org);

	private static Map<ObjectField, FieldShape> shapes(Org org) {
		return new MappingDrift(FILE, org::describe).shapes(Map.of());
	}

	private List<String> since() {
		return new MappingDrift(FILE, this.org::describe).since(this.before);
	}

	@Test
	void knowsEveryFieldThatIsReadWithTheLookupsOnTheWay() {
		assertThat(this.before.keySet()).extracting(ObjectField::toString)
			.containsExactly("Opportunity.Name", "Opportunity.Region__c", "Opportunity.Type", "Region__c.Code__c");
		assertThat(this.before.values()).contains(new FieldShape("reference to Region__c", List.of(), List.of()),
				new FieldShape("picklist", List.of("Retainer", "Project"), List.of()));
	}

	@Test
	void saysNothingAsLongAsNothingChanges() {
		assertThat(since()).isEmpty();
		this.org.offering("Opportunity", "Type", "Project", "Retainer=Other label");
		assertThat(since()).isEmpty();
	}

	@Test
	void saysThatAFieldIsGone() {
		this.org.without("Region__c", "Code__c");
		assertThat(since()).containsExactly("Region__c.Code__c is gone since the last run: somebody removed or renamed"
				+ " it, or took the right to read it from the program's user. project.brief (my.yml line 4) reads it.");
	}

	@Test
	void saysThatAFieldIsOfAnotherType() {
		this.org.with("Region__c", "Id:id", "Name:string", "Code__c:double");
		assertThat(since()).containsExactly("Region__c.Code__c was of type string at the last run and is of type double"
				+ " now. project.brief (my.yml line 4) reads it.");
	}

	@Test
	void saysWhatANewValueOfAPicklistMeans() {
		this.org.offering("Opportunity", "Type", "Retainer", "Project", "Hours");
		assertThat(since()).containsExactly("Opportunity.Type offers \"Hours\" since the last run."
				+ " project.status (my.yml line 5) sends it as it stands."
				+ " project.income_type (my.yml line 6) has no line for it, so such records are refused"
				+ " (VALUE_NOT_IN_TABLE). No rule names it.");
	}

	@Test
	void saysThatAValueIsNotOfferedAnyMore() {
		this.org.offering("Opportunity", "Type", "Retainer", "-Project");
		assertThat(since())
			.containsExactly("Opportunity.Type does not offer \"Project\" any more; rows may still have it.");
	}

	@Test
	void remembersWhatWasOfferedOnce() {
		this.org.offering("Opportunity", "Type", "Retainer", "Hours");
		Map<ObjectField, FieldShape> then = new MappingDrift(FILE, this.org::describe).shapes(this.before);
		assertThat(then).containsEntry(new ObjectField("Opportunity", "Type"),
				new FieldShape("picklist", List.of("Retainer", "Hours"), List.of("Project")));
		this.org.offering("Opportunity", "Type", "Project");
		assertThat(new MappingDrift(FILE, this.org::describe).shapes(then)).containsEntry(
				new ObjectField("Opportunity", "Type"),
				new FieldShape("picklist", List.of("Project"), List.of("Hours", "Retainer")));
	}

	@Test
	void saysNothingOfFieldsThatWereNotReadBefore() {
		assertThat(new MappingDrift(FILE, this.org::describe).since(Map.of())).isEmpty();
	}

}
