package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;

import io.corsync.salesforce.PicklistValue;
import io.corsync.salesforce.SourceField;

/**
 * What a mapping relies on about a field of Salesforce.
 *
 * @param type its type, for references with where they lead to
 * @param offered what a picklist offers, empty for other fields
 * @param retired what it offered once; rows may still have it
 */
public record FieldShape(String type, List<String> offered, List<String> retired) {

	public FieldShape {
		offered = List.copyOf(offered);
		retired = List.copyOf(retired);
	}

	/**
	 * This shape, that remembers what an earlier one offered.
	 */
	FieldShape after(FieldShape before) {
		List<String> gone = new ArrayList<>(before.retired);
		gone.addAll(before.offered);
		gone.removeAll(this.offered);
		return new FieldShape(this.type, this.offered, gone.stream().distinct().sorted().toList());
	}

	static FieldShape of(SourceField field) {
		String type = field.parents().isEmpty() ? field.type() : field.type() + " to " + Wording.list(field.parents());
		return new FieldShape(type,
				field.picklist().stream().filter(PicklistValue::active).map(PicklistValue::value).toList(), List.of());
	}

}
