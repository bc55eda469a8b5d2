package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Answers the calls that read rows: query, queryAll, queryMore and retrieve.
 */
final class SoapQueries {

	private static final int MIN_PAGE = 200;

	private static final int MAX_PAGE = 2000;

	/** Salesforce makes pages smaller when rows are large. */
	private static final int MAX_CHARACTERS = 5_000_000;

	private static final int MAX_IDS = 2000;

	private final SalesforceWorld world;

	private final SoapXml xml;

	SoapQueries(SalesforceWorld world, SoapXml xml) {
		this.world = world;
		this.xml = xml;
	}

	/**
	 * Answers a query with its first page.
	 */
	void query(String query, boolean deleted, @Nullable String batchSize) {
		OrgSight sight = new OrgSight(this.world, deleted, this.world.now());
		try {
			SoqlPlan plan = SoqlPlan.of(SoqlParser.parse(query), sight, true);
			List<OrgRow> rows = plan.rows(sight);
			if (plan.columns().isEmpty()) {
				this.xml.leaf("done", true).nillable("queryLocator", null).leaf("size", rows.size());
				return;
			}
			page(new SalesforceLocators.Cursor(plan.object(), SoqlItem.tree(plan.columns()), rows, 0, deleted,
					sight.now().plusSeconds(this.world.settings().locatorSeconds())), batchSize);
		}
		catch (SoqlRefusal ex) {
			throw SoapFault.of(ex, query);
		}
	}

	/**
	 * Answers the next page of a query.
	 */
	void more(String locator, @Nullable String batchSize) {
		SalesforceLocators.Cursor cursor = this.world.locators().take(locator);
		if (cursor == null) {
			throw SoapFault.of("INVALID_QUERY_LOCATOR", "invalid query locator");
		}
		page(cursor, batchSize);
	}

	private void page(SalesforceLocators.Cursor cursor, @Nullable String batchSize) {
		OrgSight sight = new OrgSight(this.world, cursor.deleted(), this.world.now());
		int end = Math.min(cursor.next() + pageSize(batchSize), cursor.rows().size());
		SoapXml records = new SoapXml();
		int next = cursor.next();
		while (next < end && records.length() < MAX_CHARACTERS) {
			OrgRow row = cursor.rows().get(next++);
			records.open("records xsi:type=\"sf:sObject\"");
			sobject(records, row, cursor.items(), sight);
			records.close("records");
		}
		boolean done = next == cursor.rows().size();
		this.xml.leaf("done", done)
			.nillable("queryLocator", done ? null : this.world.locators().keep(cursor.at(next)))
			.add(records)
			.leaf("size", cursor.rows().size());
	}

	/**
	 * The page size is only a wish: it is kept between the limits, and no page is larger
	 * than the org is set to give.
	 */
	private int pageSize(@Nullable String batchSize) {
		int wanted = MAX_PAGE;
		if (batchSize != null && !batchSize.isBlank()) {
			try {
				wanted = Math.min(MAX_PAGE, Math.max(MIN_PAGE, Integer.parseInt(batchSize.strip())));
			}
			catch (NumberFormatException ex) {
				throw SoapFault.of("INVALID_BATCH_SIZE", "'" + batchSize + "' is no page size");
			}
		}
		int cap = this.world.settings().pageCap();
		return (cap > 0) ? Math.min(cap, wanted) : wanted;
	}

	private static void sobject(SoapXml xml, OrgRow row, List<SoqlItem> items, OrgSight sight) {
		OrgField id = row.object().id();
		boolean withId = items.contains(new SoqlItem.Value(id));
		xml.leaf("sf:type", row.object().name()).nillable("sf:Id", withId ? row.id() : null);
		for (SoqlItem item : items) {
			if (item instanceof SoqlItem.Value value) {
				value(xml, row, value.field());
			}
			else if (item instanceof SoqlItem.Parent parent) {
				parent(xml, sight.parent(row, parent.reference()), parent, sight);
			}
		}
	}

	private static void value(SoapXml xml, OrgRow row, OrgField field) {
		Object value = row.value(field);
		xml.nillable("sf:" + field.name(), (value != null) ? field.text(value) : null);
	}

	private static void parent(SoapXml xml, @Nullable OrgRow row, SoqlItem.Parent parent, OrgSight sight) {
		String element = "sf:" + parent.reference().relationshipName();
		if (row == null) {
			xml.nillable(element, null);
			return;
		}
		xml.open(element + " xsi:type=\"sf:sObject\"");
		sobject(xml, row, parent.items(), sight);
		xml.close(element);
	}

	/**
	 * Answers rows by id, nothing for those that are not seen.
	 */
	void retrieve(String fieldList, String type, List<String> ids) {
		if (ids.size() > MAX_IDS) {
			throw SoapFault.of("EXCEEDED_ID_LIMIT", "exceeded max id limit, maximum is " + MAX_IDS);
		}
		OrgSight sight = new OrgSight(this.world, false, this.world.now());
		OrgObject object;
		List<OrgField> fields = new ArrayList<>();
		try {
			object = SoqlNames.object(this.world, type.strip(), 0);
			for (String name : fieldList.split(",")) {
				fields.add(SoqlNames.field(this.world, object, name.strip(), 0));
			}
		}
		catch (SoqlRefusal ex) {
			throw SoapFault.of(ex.code(), ex.text());
		}
		for (String text : ids) {
			String id = OrgId.normal(text.strip());
			if (id == null) {
				throw SoapFault.of("MALFORMED_ID", "malformed id " + text);
			}
			OrgRow row = this.world.table(object.name()).find(id);
			if (row == null || !sight.sees(row)) {
				this.xml.nillable("result", null);
				continue;
			}
			this.xml.open("result xsi:type=\"sf:sObject\"").leaf("sf:type", object.name()).leaf("sf:Id", row.id());
			fields.forEach((field) -> value(this.xml, row, field));
			this.xml.close("result");
		}
	}

}
