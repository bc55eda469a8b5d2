package io.corsync.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The objects of the org, each field with the pattern its value is made of: {@code {o}},
 * {@code {c}} and {@code {a}} stand for the numbers of Opportunity, Contract and Account,
 * {@code {s}} for the own stamp, {@code {d}} for the close date, {@code {r}} for the
 * revision, {@code {t}} for a text.
 */
enum SourceObject {

	OPPORTUNITY("Opportunity", "006",
			List.of(field("Id", "id", "00600000{o}AAA"), field("Name", "string", "Campaign {o} for client {a}"),
					reference("AccountId", "00100000{a}AAA", "Account", "Account"),
					reference("ContractId", "80000000{c}AAA", "Contract", "Contract"),
					reference("OwnerId", "005000000000001AAA", "Owner", "User"),
					field("Description", "textarea",
							"Brief {o}: what the client wants, by when, and what must not be forgotten on the way."),
					field("Amount", "currency", "2{r}500.5"), field("CloseDate", "date", "{d}"),
					field("StageName", "picklist", "Closed Won"), field("IsWon", "boolean", "true"),
					field("IsDeleted", "boolean", "false"), field("SystemModstamp", "datetime", "{s}"))),

	ACCOUNT("Account", "001",
			List.of(field("Id", "id", "00100000{a}AAA"), field("Name", "string", "Client {a}"),
					field("Phone", "phone", "+57 601 {a}"), field("Website", "url", "https://client{a}.example/"),
					reference("OwnerId", "005000000000001AAA", "Owner", "User"),
					field("Description", "textarea", "Client {a}. {t}"), field("IsDeleted", "boolean", "false"),
					reference("MasterRecordId", "", "MasterRecord", "Account"),
					field("SystemModstamp", "datetime", World.PARENT_STAMP))),

	CONTRACT("Contract", "800", List.of(field("Id", "id", "80000000{c}AAA"), field("Name", "string", "Contract {c}"),
			field("ContractNumber", "string", "0{c}"), reference("AccountId", "00100000{a}AAA", "Account", "Account"),
			reference("OwnerId", "005000000000001AAA", "Owner", "User"), field("StartDate", "date", "2024-01-01"),
			field("EndDate", "date", "2026-12-31"), field("Status", "picklist", "Activated"),
			field("Description", "textarea", "Contract {c}. {t}"), field("IsDeleted", "boolean", "false"),
			field("SystemModstamp", "datetime", World.PARENT_STAMP))),

	USER("User", "005",
			List.of(field("Id", "id", "005000000000001AAA"), field("Name", "string", "Olivia Owner"),
					field("SystemModstamp", "datetime", World.PARENT_STAMP))),

	ORGANIZATION("Organization", "00D",
			List.of(field("Id", "id", "00D000000000001AAA"), field("Name", "string", "Bench"),
					field("IsSandbox", "boolean", "false"), field("TimeZoneSidKey", "string", "UTC"),
					field("SystemModstamp", "datetime", World.PARENT_STAMP)));

	private final String word;

	private final String keyPrefix;

	private final List<Field> fields;

	SourceObject(String word, String keyPrefix, List<Field> fields) {
		this.word = word;
		this.keyPrefix = keyPrefix;
		this.fields = fields;
	}

	static SourceObject named(String name) {
		return Arrays.stream(values())
			.filter((object) -> object.word.equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> new SoapFault("INVALID_TYPE", "sObject type '" + name + "' is not supported."));
	}

	String word() {
		return this.word;
	}

	String keyPrefix() {
		return this.keyPrefix;
	}

	List<Field> fields() {
		return this.fields;
	}

	Field field(String name) {
		return find((field) -> field.name().equalsIgnoreCase(name), name);
	}

	Field relationship(String name) {
		return find((field) -> field.relationship().equalsIgnoreCase(name), name);
	}

	private Field find(Predicate<Field> which, String name) {
		return this.fields.stream()
			.filter(which)
			.findFirst()
			.orElseThrow(() -> new SoapFault("INVALID_FIELD",
					"No such column '" + name + "' on entity '" + this.word + "'."));
	}

	private static Field field(String name, String type, String pattern) {
		return new Field(name, type, pattern, "", "");
	}

	private static Field reference(String name, String pattern, String relationship, String target) {
		return new Field(name, "reference", pattern, relationship, target);
	}

	/**
	 * A field.
	 *
	 * @param name API name
	 * @param type as describe tells it
	 * @param pattern what its value is made of, empty for null
	 * @param relationship name of the relationship, empty for none
	 * @param target where it leads
	 */
	record Field(String name, String type, String pattern, String relationship, String target) {
	}

}
