package io.corsync.mapping;

import java.util.List;

import io.corsync.salesforce.PicklistValue;
import io.corsync.salesforce.SourceField;

/**
 * What a mapping relies on about a field of Salesforce.
 *
 * @param type its type, for references with where they lead to
 * @param offered what a picklist offers, empty for other fields
 */
public record FieldShape(String type, List<String> offered) {

	public FieldShape {
		offered = List.copyOf(offered);
	}

	static FieldShape of(SourceField field) {
		String type = field.parents().isEmpty() ? field.type() : field.type() + " to " + Wording.list(field.parents());
		return new FieldShape(type,
				field.picklist().stream().filter(PicklistValue::active).map(PicklistValue::value).toList());
	}

}
