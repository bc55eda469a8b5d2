package io.corsync.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceField;
import io.corsync.salesforce.SourceObject;
import org.jspecify.annotations.Nullable;

/**
 * Follows paths through the objects that Salesforce describes, as far as they are
 * visible.
 */
final class PathResolver {

	/** Where standard lookups lead, for users who may not see the lookup yet. */
	private static final Map<String, String> STANDARD = Map.of("account", "Account", "contract", "Contract", "owner",
			"User", "createdby", "User", "lastmodifiedby", "User", "parent", "Account");

	private static final String GRANT = "give the program's user read access to it (`check --permission-set` prints"
			+ " a permission set), correct the name, or remove this line";

	private final Function<String, SourceObject> describe;

	private final Map<String, Optional<SourceObject>> described = new HashMap<>();

	PathResolver(Function<String, SourceObject> describe) {
		this.describe = describe;
	}

	/**
	 * Follows a path.
	 * @param root the object it starts from
	 * @param path the path
	 * @return how far it leads
	 */
	Resolution resolve(String root, Source.Path path) {
		List<ObjectField> trail = new ArrayList<>();
		String object = root;
		Finding finding = null;
		for (String relationship : path.relationships()) {
			SourceField lookup = lookup(object, relationship);
			trail.add(new ObjectField(object, (lookup != null) ? lookup.name() : lookupName(relationship)));
			if (lookup != null && lookup.parents().size() > 1) {
				return new Resolution(trail, null, (finding != null) ? finding : throughSeveral(lookup, path), true);
			}
			if (lookup == null && finding == null) {
				finding = noLookup(object, relationship, path);
			}
			String next = (lookup != null) ? lookup.parents().stream().findFirst().orElse(null)
					: STANDARD.get(relationship.toLowerCase(Locale.ROOT));
			if (next == null) {
				return new Resolution(trail, null, finding, false);
			}
			object = next;
		}
		SourceField field = field(object, path.field());
		trail.add(new ObjectField(object, (field != null) ? field.name() : path.field()));
		if (finding == null && field == null) {
			finding = noField(object, path);
		}
		return new Resolution(trail, field, finding, true);
	}

	private @Nullable SourceField lookup(String object, String relationship) {
		return fields(object).stream()
			.filter((field) -> relationship.equalsIgnoreCase(field.relationship()))
			.findFirst()
			.orElse(null);
	}

	private static String lookupName(String relationship) {
		boolean custom = relationship.toLowerCase(Locale.ROOT).endsWith("__r");
		return custom ? relationship.substring(0, relationship.length() - 1) + "c" : relationship + "Id";
	}

	private Finding noLookup(String object, String relationship, Source.Path path) {
		List<String> known = new ArrayList<>();
		for (SourceField field : fields(object)) {
			if (field.relationship() != null) {
				known.add(field.relationship());
			}
		}
		return notThere(object, "lookup " + relationship, path, Wording.didYouMean(relationship, known));
	}

	/** Of several possible objects, SOQL gives without further ado only the name. */
	private static @Nullable Finding throughSeveral(SourceField lookup, Source.Path path) {
		List<String> way = path.relationships();
		boolean last = way.get(way.size() - 1).equalsIgnoreCase(lookup.relationship());
		return (last && path.field().equalsIgnoreCase("Name")) ? null
				: new Finding(
						"reads " + path + ", but " + lookup.name() + " may point to several objects ("
								+ Wording.list(lookup.parents()) + ")",
						"make a formula field that gives the value, and map that");
	}

	private Finding noField(String object, Source.Path path) {
		if (path.field().equalsIgnoreCase("CurrencyIsoCode") && describe(object).isPresent()) {
			return new Finding("reads " + path + ", which only an org with several currencies has",
					"write { constant: … } with the name that COR has for your currency, or remove this line");
		}
		List<String> known = fields(object).stream().map(SourceField::name).toList();
		return notThere(object, "field " + path.field(), path, Wording.didYouMean(path.field(), known));
	}

	private Finding notThere(String object, String what, Source.Path path, String guess) {
		boolean visible = describe(object).isPresent();
		return visible
				? new Finding("reads " + path + ", but " + object + " has no " + what + " that this user may see",
						guess + GRANT, true)
				: new Finding("reads " + path + ", but this user may not see the object " + object, GRANT, true);
	}

	Optional<SourceObject> object(String name) {
		return describe(name);
	}

	@Nullable SourceField field(String object, String name) {
		return describe(object).map((found) -> found.fields().get(name.toLowerCase(Locale.ROOT))).orElse(null);
	}

	private Collection<SourceField> fields(String object) {
		return describe(object).map((found) -> found.fields().values()).orElse(List.of());
	}

	private Optional<SourceObject> describe(String object) {
		return this.described.computeIfAbsent(object, (name) -> {
			try {
				return Optional.of(this.describe.apply(name));
			}
			catch (SalesforceException.Rights | SalesforceException.InvalidRequest ex) {
				// An object without access answers as one that does not exist.
				return Optional.empty();
			}
		});
	}

	/**
	 * How far a path leads.
	 *
	 * @param trail the fields on the way, lookups first
	 * @param field the last field, null when it is not visible
	 * @param finding what is wrong, null when nothing is
	 * @param complete whether the trail reaches the path's end
	 */
	record Resolution(List<ObjectField> trail, @Nullable SourceField field, @Nullable Finding finding,
			boolean complete) {

		String endObject() {
			return this.trail.get(this.trail.size() - 1).object();
		}

	}

	/**
	 * What is wrong and what to do about it.
	 *
	 * @param what the trouble
	 * @param remedy the way out
	 * @param unseen whether Salesforce may answer all the same
	 */
	record Finding(String what, String remedy, boolean unseen) {

		Finding(String what, String remedy) {
			this(what, remedy, false);
		}

	}

}
