package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.corsync.ledger.DescribedField;
import io.corsync.ledger.DescribedFields;
import io.corsync.ledger.Lease;
import io.corsync.ledger.Target;
import io.corsync.mapping.FieldShape;
import io.corsync.mapping.MappingDrift;
import io.corsync.mapping.ObjectField;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what an administrator of Salesforce has changed about the mapped fields since the
 * last run: a field gone, another type, a new value of a picklist. Known is what a run
 * saw when it began; whoever only looks keeps nothing.
 */
final class Drift {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Salesforce salesforce;

	private final MappingSource mappings;

	private final DescribedFields fields;

	Drift(Salesforce salesforce, MappingSource mappings, DescribedFields fields) {
		this.salesforce = salesforce;
		this.mappings = mappings;
		this.fields = fields;
	}

	/**
	 * What has changed.
	 * @param target the pair of org and COR, if the ledger knows it
	 * @return sentences, none when there was no run
	 */
	List<String> since(Optional<Target> target) {
		SortedMap<ObjectField, FieldShape> before = new TreeMap<>();
		target.ifPresent((known) -> this.fields.of(known.id())
			.forEach((field) -> before.put(new ObjectField(field.object(), field.field()),
					new FieldShape(field.type(), values(field.picklist())))));
		return before.isEmpty() ? List.of() : now().since(before);
	}

	/**
	 * Keeps the fields as they are now, since what has changed was told.
	 */
	void keep(Lease lease) {
		List<DescribedField> described = new ArrayList<>();
		now().shapes()
			.forEach((field, shape) -> described
				.add(new DescribedField(field.object(), field.field(), shape.type(), text(shape.offered()))));
		this.fields.keep(lease, described);
	}

	private MappingDrift now() {
		return new MappingDrift(this.mappings.file(), this.salesforce::describe);
	}

	private static @Nullable String text(List<String> values) {
		return values.isEmpty() ? null : JSON.writeValueAsString(values);
	}

	private static List<String> values(@Nullable String text) {
		return (text != null) ? JSON.readValue(text, new TypeReference<List<String>>() {
		}) : List.of();
	}

}
