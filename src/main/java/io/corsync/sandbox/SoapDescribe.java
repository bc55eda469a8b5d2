package io.corsync.sandbox;

import java.util.Comparator;
import java.util.List;

/**
 * Writes describe results, every element where the WSDL has it.
 */
final class SoapDescribe {

	/** Salesforce counts up to three bytes for a character. */
	private static final int BYTES = 3;

	private final SalesforceWorld world;

	private final SoapXml xml;

	SoapDescribe(SalesforceWorld world, SoapXml xml) {
		this.world = world;
		this.xml = xml;
	}

	void global() {
		this.xml.leaf("encoding", "UTF-8").leaf("maxBatchSize", 200);
		for (OrgTable table : this.world.tables()) {
			if (this.world.object(table.object().name()) != null) {
				this.xml.in("sobjects", (xml) -> sobject(table.object()));
			}
		}
	}

	private void sobject(OrgObject object) {
		boolean writable = object.writable();
		flags(false, "activateable");
		flags(writable, "createable");
		flags(object.custom(), "custom");
		flags(false, "customSetting", "dataTranslationEnabled", "deepCloneable");
		flags(deletable(object), "deletable");
		flags(false, "deprecatedAndHidden", "feedEnabled", "hasSubtypes", "idEnabled", "isInterface", "isSubtype");
		this.xml.leaf("keyPrefix", object.keyPrefix())
			.leaf("label", object.label())
			.leaf("labelPlural", object.labelPlural());
		flags(writable, "layoutable");
		flags(object.name().equals("Account"), "mergeable");
		flags(false, "mruEnabled");
		this.xml.leaf("name", object.name());
		flags(true, "queryable", "replicateable", "retrieveable", "searchable");
		flags(writable, "triggerable");
		flags(deletable(object), "undeletable");
		flags(writable, "updateable");
	}

	/**
	 * One object, what the user may not see left out.
	 */
	void object(OrgObject object) {
		boolean writable = object.writable();
		flags(false, "activateable");
		children(object);
		flags(writable, "compactLayoutable", "createable");
		flags(object.custom(), "custom");
		flags(false, "customSetting", "deepCloneable");
		this.xml.nillable("defaultImplementation", null);
		flags(deletable(object), "deletable");
		flags(false, "deprecatedAndHidden", "feedEnabled");
		for (OrgField field : object.fields()) {
			if (this.world.visible(object, field)) {
				this.xml.in("fields", (xml) -> field(object, field));
			}
		}
		flags(false, "hasSubtypes", "idEnabled");
		this.xml.nillable("implementedBy", null).nillable("implementsInterfaces", null);
		flags(false, "isInterface", "isSubtype");
		this.xml.leaf("keyPrefix", object.keyPrefix())
			.leaf("label", object.label())
			.leaf("labelPlural", object.labelPlural());
		flags(writable, "layoutable");
		flags(object.name().equals("Account"), "mergeable");
		flags(false, "mruEnabled");
		this.xml.leaf("name", object.name()).nillable("networkScopeFieldName", null);
		flags(true, "queryable");
		recordTypes(object);
		flags(true, "replicateable", "retrieveable");
		flags(writable, "searchLayoutable");
		flags(true, "searchable");
		flags(writable, "triggerable");
		flags(deletable(object), "undeletable");
		flags(writable, "updateable");
		this.xml.nillable("urlDetail", null).nillable("urlEdit", null).nillable("urlNew", null);
	}

	// Every object has the one called Master, whatever it is called in the user's
	// language.
	private void recordTypes(OrgObject object) {
		OrgTable types = this.world.table("RecordType");
		OrgObject type = types.object();
		types.rows()
			.stream()
			.filter((row) -> object.name().equals(row.value(type.field("SobjectType"))))
			.sorted(Comparator.comparing(OrgRow::id))
			.forEach((row) -> recordType(Boolean.TRUE.equals(row.value(type.field("IsActive"))),
					String.valueOf(row.value(type.field("DeveloperName"))), false,
					String.valueOf(row.value(type.field("Name"))), row.id()));
		recordType(true, "Master", true, "Principal", "012000000000000AAA");
	}

	private void recordType(boolean active, String developerName, boolean master, String name, String id) {
		this.xml.in("recordTypeInfos", (xml) -> {
			flags(active, "active", "available");
			flags(false, "defaultRecordTypeMapping");
			xml.leaf("developerName", developerName);
			flags(master, "master");
			xml.leaf("name", name).leaf("recordTypeId", id);
		});
	}

	private void children(OrgObject parent) {
		for (OrgTable table : this.world.tables()) {
			OrgObject child = table.object();
			for (OrgField field : child.fields()) {
				if (field.referenceTo().equals(parent.name()) && this.world.visible(child, field)
						&& this.world.object(child.name()) != null) {
					this.xml.in("childRelationships", (xml) -> child(parent, child, field));
				}
			}
		}
	}

	private void child(OrgObject parent, OrgObject child, OrgField field) {
		boolean named = field.name().equals(parent.name() + "Id");
		flags(field.detail() || (named && parent.name().equals("Account")), "cascadeDelete");
		this.xml.leaf("childSObject", child.name());
		flags(false, "deprecatedAndHidden");
		this.xml.leaf("field", field.name());
		if (named) {
			this.xml.leaf("relationshipName", child.labelPlural());
		}
		flags(false, "restrictedDelete");
	}

	private void field(OrgObject object, OrgField field) {
		OrgFieldType type = field.type();
		boolean text = type.isText() || type.isId();
		boolean groupable = field.filterable()
				&& (text || type == OrgFieldType.BOOLEAN || type == OrgFieldType.DATE || type == OrgFieldType.INT)
				&& type != OrgFieldType.MULTIPICKLIST;
		flags(field.sortable() && type != OrgFieldType.BOOLEAN, "aggregatable");
		flags(false, "aiPredictionField");
		flags(field.is(OrgTrait.AUTO_NUMBER), "autoNumber");
		this.xml.leaf("byteLength", text ? field.length() * (type.isId() ? 1 : BYTES) : 0);
		flags(false, "calculated", "caseSensitive");
		flags(field.editable(), "createable");
		flags(field.custom(), "custom");
		flags(type == OrgFieldType.BOOLEAN, "defaultedOnCreate");
		flags(false, "deprecatedAndHidden");
		this.xml.leaf("digits", (type == OrgFieldType.INT) ? field.length() : 0);
		flags(field.filterable(), "filterable");
		flags(groupable, "groupable");
		flags(field.is(OrgTrait.HTML), "htmlFormatted");
		flags(type == OrgFieldType.ID, "idLookup");
		this.xml.leaf("label", field.label()).leaf("length", text ? field.length() : 0).leaf("name", field.name());
		flags(field.is(OrgTrait.NAME), "nameField");
		flags(!field.is(OrgTrait.REQUIRED) && type != OrgFieldType.BOOLEAN, "nillable");
		flags(field.permissionable(), "permissionable");
		picklist(this.world.picklists().of(object, field));
		flags(false, "polymorphicForeignKey");
		boolean decimal = type.isNumber() && type != OrgFieldType.INT;
		this.xml.leaf("precision", decimal ? field.length() : 0);
		flags(false, "queryByDistance");
		if (type == OrgFieldType.REFERENCE) {
			this.xml.leaf("referenceTo", field.referenceTo()).leaf("relationshipName", field.relationshipName());
		}
		flags(field.is(OrgTrait.RESTRICTED), "restrictedPicklist");
		this.xml.leaf("scale", field.scale());
		flags(false, "searchPrefilterable");
		this.xml.leaf("soapType", type.soap());
		flags(field.sortable(), "sortable");
		this.xml.leaf("type", type.wire());
		flags(false, "unique");
		flags(field.editable(), "updateable");
	}

	private void picklist(List<OrgPicklists.Value> values) {
		for (OrgPicklists.Value value : values) {
			this.xml.in("picklistValues",
					(xml) -> xml.leaf("active", value.active())
						.leaf("defaultValue", value.standard())
						.leaf("label", value.label())
						.leaf("value", value.value()));
		}
	}

	private static boolean deletable(OrgObject object) {
		return object.find("IsDeleted") != null;
	}

	private void flags(boolean value, String... elements) {
		for (String element : elements) {
			this.xml.leaf(element, value);
		}
	}

}
