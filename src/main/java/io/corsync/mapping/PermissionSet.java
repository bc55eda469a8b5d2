package io.corsync.mapping;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes the Salesforce permission set that a mapping needs, as metadata XML to deploy.
 */
public final class PermissionSet {

	private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

	/**
	 * Standard fields that take field permissions; a deployment with any other one is
	 * refused as a whole. Salesforce grants required and system fields with the object.
	 */
	private static final Map<String, Set<String>> STANDARD = Map.of(
			"opportunity", Set.of("accountid", "amount", "campaignid", "contractid", "description", "expectedrevenue",
					"isprivate", "leadsource", "nextstep", "probability", "totalopportunityquantity", "type"),
			"account",
			Set.of("accountnumber", "accountsource", "annualrevenue", "billingaddress", "description", "fax",
					"industry", "numberofemployees", "ownership", "parentid", "phone", "rating", "shippingaddress",
					"sic", "sicdesc", "site", "tickersymbol", "type", "website"),
			"contract",
			Set.of("billingaddress", "companysigneddate", "companysignedid", "contractterm", "customersigneddate",
					"customersignedid", "customersignedtitle", "description", "enddate", "name", "shippingaddress",
					"specialterms", "startdate"));

	/**
	 * Objects that are readable without a permission, and refused in a permission set.
	 */
	private static final Set<String> WITHOUT_OBJECT_PERMISSIONS = Set.of("user", "recordtype", "profile", "userrole",
			"group", "organization");

	/** The parts of an address or a location share the permission of the whole. */
	private static final Pattern PART = Pattern.compile("(?i)(Billing|Shipping)(Street|City|State|StateCode|PostalCode"
			+ "|Country|CountryCode|Latitude|Longitude|GeocodeAccuracy)");

	private static final Pattern CUSTOM_PART = Pattern.compile(
			"(?i)(\\w+)__(Street|City|PostalCode|StateCode" + "|CountryCode|Latitude|Longitude|GeocodeAccuracy)__s");

	private PermissionSet() {
	}

	/**
	 * The permission set.
	 * @param access what must be readable
	 * @return a file for {@code permissionsets/COR_Sync.permissionset-meta.xml}
	 */
	public static String xml(ReadAccess access) {
		Document document = newDocument();
		Element root = document.createElementNS(NAMESPACE, "PermissionSet");
		document.appendChild(root);
		add(root, "description", "What salesforce-cor-sync reads.");
		SortedSet<ObjectField> granted = new TreeSet<>();
		SortedSet<ObjectField> others = new TreeSet<>();
		for (ObjectField field : access.fields()) {
			ObjectField whole = whole(field);
			(takesPermission(whole) ? granted : others).add(whole);
		}
		comment(root, "Readable with the object itself, or by a permission that you set by hand: ", names(others));
		comment(root, "Not visible yet; assign this permission set, then print it again: ", access.unresolved());
		comment(root, "If Salesforce refuses a field here as required, remove its fieldPermissions block.");
		granted.forEach((field) -> fieldPermission(root, field));
		add(root, "hasActivationRequired", "false");
		add(root, "label", "COR Sync");
		comment(root, "To read records that sharing hides from this user, set viewAllRecords to true.");
		objects(access).forEach((object) -> objectPermission(root, object));
		Element api = add(root, "userPermissions", "");
		add(api, "enabled", "true");
		add(api, "name", "ApiEnabled");
		return text(document);
	}

	private static boolean takesPermission(ObjectField field) {
		String name = field.field().toLowerCase(Locale.ROOT);
		return name.endsWith("__c")
				|| STANDARD.getOrDefault(field.object().toLowerCase(Locale.ROOT), Set.of()).contains(name);
	}

	private static ObjectField whole(ObjectField field) {
		String whole = PART.matcher(field.field()).replaceFirst("$1Address");
		return new ObjectField(field.object(), CUSTOM_PART.matcher(whole).replaceFirst("$1__c"));
	}

	private static SortedSet<String> objects(ReadAccess access) {
		// Reading Opportunity or Contract depends on reading Account.
		SortedSet<String> objects = new TreeSet<>(List.of("Account"));
		access.fields()
			.stream()
			.map(ObjectField::object)
			.filter((object) -> !WITHOUT_OBJECT_PERMISSIONS.contains(object.toLowerCase(Locale.ROOT)))
			.forEach(objects::add);
		return objects;
	}

	private static SortedSet<String> names(SortedSet<ObjectField> fields) {
		SortedSet<String> names = new TreeSet<>();
		fields.forEach((field) -> names.add(field.toString()));
		return names;
	}

	private static void fieldPermission(Element root, ObjectField field) {
		Element permission = add(root, "fieldPermissions", "");
		add(permission, "editable", "false");
		add(permission, "field", field.toString());
		add(permission, "readable", "true");
	}

	private static void objectPermission(Element root, String object) {
		Element permission = add(root, "objectPermissions", "");
		for (String right : List.of("allowCreate", "allowDelete", "allowEdit")) {
			add(permission, right, "false");
		}
		add(permission, "allowRead", "true");
		add(permission, "modifyAllRecords", "false");
		add(permission, "object", object);
		add(permission, "viewAllRecords", "false");
	}

	private static Element add(Element parent, String name, String text) {
		Element element = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
		if (!text.isEmpty()) {
			element.setTextContent(text);
		}
		parent.appendChild(element);
		return element;
	}

	private static void comment(Element root, String words, SortedSet<String> names) {
		if (!names.isEmpty()) {
			comment(root, words + Wording.list(names));
		}
	}

	private static void comment(Element root, String words) {
		root.appendChild(root.getOwnerDocument().createComment(" " + words + " "));
	}

	private static Document newDocument() {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("Every Java can make XML", ex);
		}
	}

	private static String text(Document document) {
		try {
			document.setXmlStandalone(true);
			Transformer transformer = TransformerFactory.newInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.INDENT, "yes");
			transformer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "4");
			StringWriter writer = new StringWriter();
			transformer.transform(new DOMSource(document), new StreamResult(writer));
			return writer.toString();
		}
		catch (TransformerException ex) {
			throw new IllegalStateException("Every Java can write XML", ex);
		}
	}

}
