package io.corsync.mapping;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.corsync.salesforce.Organization;
import io.corsync.salesforce.PicklistValue;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceField;
import io.corsync.salesforce.SourceObject;

/**
 * A small described org for tests: objects with fields written as {@code Name:string} and
 * lookups as {@code OwnerId>Owner>User}.
 */
final class Org {

	private final Map<String, SourceObject> objects = new LinkedHashMap<>();

	static Org standard() {
		return new Org()
			.with("Opportunity", "Id:id", "Name:string", "AccountId>Account>Account", "ContractId>Contract>Contract",
					"Description:textarea", "Amount:currency", "CloseDate:date", "Type:picklist", "IsWon:boolean",
					"Signed__c:datetime", "Number__c:double", "Secret__c:base64", "Region__c>Region__r>Region__c",
					"OwnerId>Owner>User", "Target__c>Target__r>Account,Lead")
			.with("Account", "Id:id", "Name:string", "Phone:phone", "Website:url", "Description:textarea",
					"BillingAddress:address", "BillingCity:string", "OwnerId>Owner>User")
			.with("Contract", "Id:id", "Name:string", "ContractNumber:string", "AccountId>Account>Account",
					"StartDate:date", "EndDate:date", "Status:picklist", "Description:textarea", "Value__c:currency")
			.with("User", "Id:id", "Name:string", "Email:email", "Cost_Center__c:string")
			.with("Region__c", "Id:id", "Name:string", "Code__c:string");
	}

	Org with(String object, String... fields) {
		Map<String, SourceField> described = new LinkedHashMap<>();
		Arrays.stream(fields)
			.map(Org::field)
			.forEach((field) -> described.put(field.name().toLowerCase(Locale.ROOT), field));
		this.objects.put(object, new SourceObject(object, object, described));
		return this;
	}

	/** As for a user without access to the object or field. */
	Org without(String object, String field) {
		SourceObject found = describe(object);
		Map<String, SourceField> rest = new LinkedHashMap<>(found.fields());
		rest.remove(field.toLowerCase(Locale.ROOT));
		this.objects.put(object, new SourceObject(object, found.label(), rest));
		return this;
	}

	Org without(String object) {
		this.objects.remove(object);
		return this;
	}

	/**
	 * With values of a picklist: {@code Value}, {@code Value=Label} or {@code -Inactive}.
	 */
	Org offering(String object, String field, String... values) {
		SourceObject found = describe(object);
		Map<String, SourceField> fields = new LinkedHashMap<>(found.fields());
		SourceField old = fields.get(field.toLowerCase(Locale.ROOT));
		fields.put(field.toLowerCase(Locale.ROOT), new SourceField(old.name(), old.label(), old.type(), old.length(),
				old.filterable(), null, List.of(), Arrays.stream(values).map(Org::value).toList()));
		this.objects.put(object, new SourceObject(object, found.label(), fields, found.recordTypes()));
		return this;
	}

	/** With record types. */
	Org withRecordTypes(String object, String... values) {
		SourceObject found = describe(object);
		this.objects.put(object, new SourceObject(object, found.label(), found.fields(),
				Arrays.stream(values).map(Org::value).toList()));
		return this;
	}

	private static PicklistValue value(String text) {
		String[] parts = text.replaceFirst("^-", "").split("=");
		return new PicklistValue(parts[0], parts[parts.length - 1], !text.startsWith("-"));
	}

	private static SourceField field(String text) {
		if (text.contains(">")) {
			String[] parts = text.split(">");
			return new SourceField(parts[0], parts[0], "reference", 18, true, parts[1], List.of(parts[2].split(",")),
					List.of());
		}
		String[] parts = text.split(":");
		return new SourceField(parts[0], parts[0], parts[1], 0, true, null, List.of(), List.of());
	}

	SourceObject describe(String name) {
		SourceObject found = this.objects.get(name);
		if (found == null) {
			throw new SalesforceException.InvalidRequest("INVALID_TYPE", name + " is not supported", null);
		}
		return found;
	}

	static Organization organization(boolean multiCurrency) {
		return new Organization("00D000000000001AAA", "Acme", "sync@acme.example",
				URI.create("https://acme.my.salesforce.com"), false, multiCurrency, "EUR", ZoneOffset.UTC);
	}

}
