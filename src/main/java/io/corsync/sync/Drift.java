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
		SortedMap<ObjectField, FieldShape> before = before(target);
		return before.isEmpty() ? List.of() : now().since(before);
	}

	/**
	 * The fields as the last run saw them.
	 * @param target the pair of org and COR, if the ledger knows it
	 * @return nothing when there was no run
	 */
	SortedMap<ObjectField, FieldShape> before(Optional<Target> target) {
		return target.map((known) -> before(known.id())).orElseGet(TreeMap::new);
	}

	private SortedMap<ObjectField, FieldShape> before(int targetId) {
		SortedMap<ObjectField, FieldShape> before = new TreeMap<>();
		for (DescribedField field : this.fields.of(targetId)) {
			Picklist values = (field.picklist() != null) ? JSON.readValue(field.picklist(), Picklist.class)
					: new Picklist(List.of(), List.of());
			before.put(new ObjectField(field.object(), field.field()),
					new FieldShape(field.type(), values.offered(), values.retired()));
		}
		return before;
	}

	/**
	 * How the values of a picklist are kept.
	 *
	 * @param offered what it offers
	 * @param retired what it offered once
	 */
	private record Picklist(List<String> offered, List<String> retired) {

	}

	/**
	 * Keeps the fields as they are now, since what has changed was told.
	 */
	void keep(Lease lease) {
		List<DescribedField> described = new ArrayList<>();
		now().shapes(before(lease.targetId()))
			.forEach((field, shape) -> described
				.add(new DescribedField(field.object(), field.field(), shape.type(), text(shape))));
		this.fields.keep(lease, described);
	}

	private MappingDrift now() {
		return new MappingDrift(this.mappings.file(), this.salesforce::describe);
	}

	private static @Nullable String text(FieldShape shape) {
		boolean any = !shape.offered().isEmpty() || !shape.retired().isEmpty();
		return any ? JSON.writeValueAsString(new Picklist(shape.offered(), shape.retired())) : null;
	}

}
