package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects of the sample org: Salesforce's own fields as the Object Reference lists
 * them, and what an agency would have added to them.
 */
final class OrgCatalog {

	static final List<String> STAGES = List.of("Prospecting", "Qualification", "Proposal/Price Quote",
			"Negotiation/Review", "Closed Won", "Closed Lost");

	static final List<String> REGIONS = List.of("Bogotá", "Medellín", "Buenos Aires", "Córdoba", "Madrid", "Barcelona");

	static final List<String> SERVICES = List.of("Branding", "Performance", "Social & Content", "Producción",
			"Estrategia");

	static final List<String> RECORD_TYPES = List.of("Retainer", "Project", "Internal");

	static final List<String> INCOME_TYPES = List.of("Retainer", "Proyecto", "Horas", "Contrato");

	static final List<String> CONTRACT_STATUS = List.of("Draft", "In Approval Process", "Activated");

	private static final int LONG_TEXT = 32000;

	private OrgCatalog() {
	}

	/**
	 * All objects, by nothing but their own name.
	 */
	static List<OrgObject> objects() {
		return List.of(organization(), user(), recordType(), account(), contract(), brand(), product(), opportunity());
	}

	private static OrgObject organization() {
		return new OrgObject("Organization", "Organization", "Organizations", "00D",
				List.of(id("Organization ID"), text("Name", "Name", 80, OrgTrait.NAME, OrgTrait.REQUIRED),
						text("Division", "Division", 80), text("Country", "Country", 80),
						picklist("DefaultLocaleSidKey", "Locale", List.of("es_CO", "es_AR", "es_ES", "en_US"),
								OrgTrait.RESTRICTED, OrgTrait.REQUIRED),
						picklist("LanguageLocaleKey", "Language", List.of("es", "en_US"), OrgTrait.RESTRICTED,
								OrgTrait.REQUIRED),
						picklist("TimeZoneSidKey", "Time Zone",
								List.of("America/Bogota", "America/Argentina/Buenos_Aires", "Europe/Madrid"),
								OrgTrait.RESTRICTED, OrgTrait.REQUIRED),
						picklist("OrganizationType", "Edition", List.of("Enterprise Edition", "Developer Edition"),
								OrgTrait.SYSTEM),
						bool("IsSandbox", "Is Sandbox", OrgTrait.SYSTEM),
						text("InstanceName", "Instance Name", 5, OrgTrait.SYSTEM), stamp("CreatedDate", "Created Date"),
						stamp("LastModifiedDate", "Last Modified Date"), stamp("SystemModstamp", "System Modstamp")));
	}

	private static OrgObject user() {
		List<OrgField> fields = new ArrayList<>(List.of(id("User ID"),
				text("Username", "Username", 80, OrgTrait.REQUIRED), text("LastName", "Last Name", 80),
				text("FirstName", "First Name", 40), text("Name", "Full Name", 121, OrgTrait.NAME, OrgTrait.CALCULATED),
				plain(OrgFieldType.EMAIL, "Email", "Email", 128), bool("IsActive", "Active"),
				picklist("TimeZoneSidKey", "Time Zone",
						List.of("America/Bogota", "America/Argentina/Buenos_Aires", "Europe/Madrid"),
						OrgTrait.RESTRICTED, OrgTrait.REQUIRED),
				reference("ManagerId", "Manager ID", "User", "Manager")));
		fields.addAll(audit());
		return new OrgObject("User", "User", "Users", "005", fields);
	}

	private static OrgObject recordType() {
		List<OrgField> fields = new ArrayList<>(
				List.of(id("Record Type ID"), text("Name", "Name", 80, OrgTrait.NAME, OrgTrait.REQUIRED),
						text("DeveloperName", "Record Type Name", 80, OrgTrait.REQUIRED),
						picklist("SobjectType", "Sobject Type Name", List.of("Opportunity"), OrgTrait.RESTRICTED,
								OrgTrait.REQUIRED),
						bool("IsActive", "Active", OrgTrait.REQUIRED), text("Description", "Description", 255)));
		fields.addAll(audit());
		return new OrgObject("RecordType", "Record Type", "Record Types", "012", fields);
	}

	private static OrgObject account() {
		List<OrgField> fields = new ArrayList<>(List.of(id("Account ID"), bool("IsDeleted", "Deleted", OrgTrait.SYSTEM),
				reference("MasterRecordId", "Master Record ID", "Account", "MasterRecord", OrgTrait.SYSTEM),
				text("Name", "Account Name", 255, OrgTrait.NAME, OrgTrait.REQUIRED),
				picklist("Type", "Account Type", List.of("Customer", "Prospect", "Partner", "Other")),
				reference("ParentId", "Parent Account ID", "Account", "Parent"),
				plain(OrgFieldType.TEXTAREA, "BillingStreet", "Billing Street", 255),
				text("BillingCity", "Billing City", 40), text("BillingCountry", "Billing Country", 80),
				plain(OrgFieldType.PHONE, "Phone", "Account Phone", 40),
				plain(OrgFieldType.URL, "Website", "Website", 255),
				picklist("Industry", "Industry", List.of("Banking", "Consumer Goods", "Energy", "Media", "Retail")),
				plain(OrgFieldType.INT, "NumberOfEmployees", "Employees", 8),
				plain(OrgFieldType.TEXTAREA, "Description", "Account Description", LONG_TEXT),
				text("AccountNumber", "Account Number", 40), text("Tax_Id__c", "NIT / CUIT / NIF", 40)));
		fields.addAll(owned());
		return new OrgObject("Account", "Account", "Accounts", "001", fields);
	}

	private static OrgObject contract() {
		List<OrgField> fields = new ArrayList<>(
				List.of(id("Contract ID"), bool("IsDeleted", "Deleted", OrgTrait.SYSTEM),
						reference("AccountId", "Account ID", "Account", "Account", OrgTrait.REQUIRED),
						text("Name", "Contract Name", 80, OrgTrait.NAME),
						text("ContractNumber", "Contract Number", 30, OrgTrait.AUTO_NUMBER, OrgTrait.SYSTEM),
						plain(OrgFieldType.DATE, "StartDate", "Contract Start Date", 0),
						plain(OrgFieldType.DATE, "EndDate", "Contract End Date", 0, OrgTrait.CALCULATED),
						plain(OrgFieldType.INT, "ContractTerm", "Contract Term", 4),
						picklist("Status", "Status", CONTRACT_STATUS, OrgTrait.REQUIRED),
						picklist("StatusCode", "Status Category", CONTRACT_STATUS, OrgTrait.RESTRICTED,
								OrgTrait.SYSTEM),
						plain(OrgFieldType.TEXTAREA, "SpecialTerms", "Special Terms", 4000),
						plain(OrgFieldType.TEXTAREA, "Description", "Description", LONG_TEXT)));
		fields.addAll(owned());
		return new OrgObject("Contract", "Contract", "Contracts", "800", fields);
	}

	/** A detail of its Account, so without an owner of its own. */
	private static OrgObject brand() {
		List<OrgField> fields = new ArrayList<>(List.of(id("Record ID"), bool("IsDeleted", "Deleted", OrgTrait.SYSTEM),
				text("Name", "Marca", 80, OrgTrait.NAME, OrgTrait.REQUIRED),
				reference("Account__c", "Cliente", "Account", "Account__r", OrgTrait.REQUIRED),
				picklist("Category__c", "Categoría", List.of("Alimentos", "Banca", "Retail", "Telecomunicaciones"))));
		fields.add(currency());
		fields.addAll(audit());
		return new OrgObject("Brand__c", "Marca", "Marcas", "a0B", fields);
	}

	/** A detail of its brand. */
	private static OrgObject product() {
		List<OrgField> fields = new ArrayList<>(List.of(id("Record ID"), bool("IsDeleted", "Deleted", OrgTrait.SYSTEM),
				text("Name", "Producto", 80, OrgTrait.NAME, OrgTrait.REQUIRED),
				reference("Brand__c", "Marca", "Brand__c", "Brand__r", OrgTrait.REQUIRED),
				plain(OrgFieldType.TEXTAREA, "Description__c", "Descripción", 4000)));
		fields.add(currency());
		fields.addAll(audit());
		return new OrgObject("Product__c", "Producto", "Productos", "a0P", fields);
	}

	private static OrgObject opportunity() {
		List<OrgField> fields = new ArrayList<>(List.of(id("Opportunity ID"),
				bool("IsDeleted", "Deleted", OrgTrait.SYSTEM),
				reference("AccountId", "Account ID", "Account", "Account"),
				text("Name", "Name", 120, OrgTrait.NAME, OrgTrait.REQUIRED),
				plain(OrgFieldType.TEXTAREA, "Description", "Description", LONG_TEXT),
				picklist("StageName", "Stage", STAGES, OrgTrait.REQUIRED),
				number(OrgFieldType.CURRENCY, "Amount", "Amount", 18, 2),
				number(OrgFieldType.PERCENT, "Probability", "Probability (%)", 3, 0),
				plain(OrgFieldType.DATE, "CloseDate", "Close Date", 0, OrgTrait.REQUIRED),
				picklist("Type", "Opportunity Type", List.of("Existing Business", "New Business")),
				text("NextStep", "Next Step", 255), bool("IsClosed", "Closed", OrgTrait.SYSTEM),
				bool("IsWon", "Won", OrgTrait.SYSTEM), reference("ContractId", "Contract ID", "Contract", "Contract")));
		fields.addAll(List.of(picklist("Region__c", "Región", REGIONS, OrgTrait.RESTRICTED),
				new OrgField(0, "Services__c", "Servicios", OrgFieldType.MULTIPICKLIST, 4099, 0, Set.of(), SERVICES, "",
						""),
				number(OrgFieldType.DOUBLE, "Budget_Hours__c", "Horas presupuestadas", 18, 1),
				reference("Project_Manager__c", "Project Manager", "User", "Project_Manager__r"),
				plain(OrgFieldType.TEXTAREA, "Rich_Brief__c", "Brief enriquecido", 131072, OrgTrait.HTML)));
		fields.addAll(List.of(reference("RecordTypeId", "Record Type ID", "RecordType", "RecordType"),
				reference("Brand__c", "Marca", "Brand__c", "Brand__r"),
				reference("Product__c", "Producto", "Product__c", "Product__r"),
				picklist("Income_Type__c", "Tipo de ingreso", INCOME_TYPES),
				plain(OrgFieldType.DATE, "End_Date__c", "Fin previsto", 0),
				plain(OrgFieldType.DATETIME, "Evaluation__c", "Evaluación", 0),
				plain(OrgFieldType.TEXTAREA, "Deliverables__c", "Entregables", LONG_TEXT),
				text("Work_Order__c", "Orden de trabajo", 40), text("Fee__c", "Fee en COR", 40),
				bool("Archived__c", "Archivado")));
		fields.addAll(owned());
		return new OrgObject("Opportunity", "Opportunity", "Opportunities", "006", fields);
	}

	private static List<OrgField> owned() {
		List<OrgField> fields = new ArrayList<>();
		fields.add(currency());
		fields.add(reference("OwnerId", "Owner ID", "User", "Owner", OrgTrait.REQUIRED));
		fields.addAll(audit());
		return fields;
	}

	private static OrgField currency() {
		return picklist("CurrencyIsoCode", "Currency ISO Code", List.of("COP", "ARS", "EUR", "USD"),
				OrgTrait.RESTRICTED, OrgTrait.MULTI_CURRENCY);
	}

	private static List<OrgField> audit() {
		return List.of(stamp("CreatedDate", "Created Date"),
				reference("CreatedById", "Created By ID", "User", "CreatedBy", OrgTrait.SYSTEM, OrgTrait.REQUIRED),
				stamp("LastModifiedDate", "Last Modified Date"), reference("LastModifiedById", "Last Modified By ID",
						"User", "LastModifiedBy", OrgTrait.SYSTEM, OrgTrait.REQUIRED),
				stamp("SystemModstamp", "System Modstamp"));
	}

	private static OrgField id(String label) {
		return plain(OrgFieldType.ID, "Id", label, 18, OrgTrait.SYSTEM, OrgTrait.REQUIRED);
	}

	private static OrgField stamp(String name, String label) {
		return plain(OrgFieldType.DATETIME, name, label, 0, OrgTrait.SYSTEM, OrgTrait.REQUIRED);
	}

	private static OrgField text(String name, String label, int length, OrgTrait... traits) {
		return plain(OrgFieldType.STRING, name, label, length, traits);
	}

	private static OrgField bool(String name, String label, OrgTrait... traits) {
		return plain(OrgFieldType.BOOLEAN, name, label, 0, traits);
	}

	private static OrgField number(OrgFieldType type, String name, String label, int digits, int scale) {
		return new OrgField(0, name, label, type, digits, scale, Set.of(), List.of(), "", "");
	}

	private static OrgField plain(OrgFieldType type, String name, String label, int length, OrgTrait... traits) {
		return new OrgField(0, name, label, type, length, 0, traits(traits), List.of(), "", "");
	}

	private static OrgField picklist(String name, String label, List<String> values, OrgTrait... traits) {
		return new OrgField(0, name, label, OrgFieldType.PICKLIST, 255, 0, traits(traits), values, "", "");
	}

	private static OrgField reference(String name, String label, String to, String relationship, OrgTrait... traits) {
		return new OrgField(0, name, label, OrgFieldType.REFERENCE, 18, 0, traits(traits), List.of(), to, relationship);
	}

	private static Set<OrgTrait> traits(OrgTrait... traits) {
		EnumSet<OrgTrait> set = EnumSet.noneOf(OrgTrait.class);
		set.addAll(Arrays.asList(traits));
		return Set.copyOf(set);
	}

	/**
	 * Fields that follow from the stage of an Opportunity.
	 */
	static Map<String, Object> followsFrom(String stage) {
		return Map.of("IsClosed", stage.startsWith("Closed"), "IsWon", stage.equals("Closed Won"));
	}

}
