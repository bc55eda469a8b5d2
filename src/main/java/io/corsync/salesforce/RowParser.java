package io.corsync.salesforce;

import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.Iterator;

import com.sforce.ws.bind.XmlObject;
import org.jspecify.annotations.Nullable;

/**
 * Turns WSC's records into rows: texts as they are, no value for what is nil or empty,
 * parents as rows of their own.
 */
final class RowParser {

	/** Where a record tells its object; fields are spelt otherwise, as {@code Type}. */
	private static final String OBJECT = "type";

	private final RowShape shape;

	RowParser(RowShape shape) {
		this.shape = shape;
	}

	/**
	 * Reads a record.
	 * @param rec the record
	 * @param object its API name, when it does not tell
	 * @return the row
	 */
	SourceRow row(XmlObject rec, String object) {
		return row(rec, this.shape, object);
	}

	private static SourceRow row(XmlObject rec, RowShape shape, String object) {
		XmlObject type = rec.getChild(OBJECT);
		SourceRow row = new SourceRow(
				(type != null && type.getValue() instanceof String name) ? shape.object(name) : object, shape);
		for (Iterator<XmlObject> children = rec.getChildren(); children.hasNext();) {
			XmlObject child = children.next();
			String field = child.getName().getLocalPart();
			if (child.hasChildren()) {
				parent(row, shape, field, child);
			}
			else if (!field.equals(OBJECT)) {
				value(row, shape, field, child.getValue());
			}
		}
		return row;
	}

	private static void parent(SourceRow row, RowShape shape, String relationship, XmlObject rec) {
		int index = shape.parentIndex(relationship);
		if (index >= 0) {
			row.putParent(index, row(rec, shape.parent(index), relationship));
		}
	}

	private static void value(SourceRow row, RowShape shape, String field, @Nullable Object value) {
		int index = shape.fieldIndex(field);
		String text = (value != null) ? text(value) : "";
		if (index >= 0 && !text.isEmpty()) {
			row.put(index, isReference(field) ? SalesforceId.normalize(text) : text);
		}
	}

	private static boolean isReference(String field) {
		return field.endsWith("Id") && !field.endsWith("__Id");
	}

	/**
	 * Salesforce writes fields without an xsi:type, so they are texts; a server that does
	 * write one gets its value back in XML's form. WSC reads a date as midnight in UTC.
	 */
	private static String text(Object value) {
		if (value instanceof Calendar calendar) {
			return calendar.toInstant().toString();
		}
		if (value instanceof Date date) {
			return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
		}
		return value.toString();
	}

}
