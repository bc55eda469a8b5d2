package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks up the names of a query among what the integration's user may see.
 */
final class SoqlNames {

	/** The SOQL reference: no more than five levels from child to parent. */
	private static final int MAX_LEVELS = 5;

	private final SalesforceWorld world;

	private final SoqlQuery query;

	private final OrgObject object;

	SoqlNames(SalesforceWorld world, SoqlQuery query) {
		this.world = world;
		this.query = query;
		this.object = object(world, query.object(), query.at());
	}

	/**
	 * An object by name.
	 * @throws SoqlRefusal if the user sees none of that name
	 */
	static OrgObject object(SalesforceWorld world, String name, int at) {
		OrgObject found = world.object(name);
		if (found == null) {
			throw new SoqlRefusal("INVALID_TYPE", "sObject type '" + name
					+ "' is not supported. If you are attempting to use a custom object, be sure to append the '__c' "
					+ "after the entity name. Please reference your WSDL or the describe call for the appropriate "
					+ "names.", at);
		}
		return found;
	}

	OrgObject object() {
		return this.object;
	}

	SoqlColumn column(SoqlPath path) {
		List<String> names = path.names();
		int first = (names.size() > 1 && isSelf(names.get(0))) ? 1 : 0;
		if (names.size() - first - 1 > MAX_LEVELS) {
			throw SoqlRefusal.malformed("maximum 5 levels of parent relationships: " + String.join(".", names),
					path.at());
		}
		OrgObject at = this.object;
		List<OrgField> via = new ArrayList<>();
		for (String relationship : names.subList(first, names.size() - 1)) {
			OrgField reference = relationship(at, relationship, path.at());
			via.add(reference);
			at = object(this.world, reference.referenceTo(), path.at());
		}
		return new SoqlColumn(List.copyOf(via), field(this.world, at, names.get(names.size() - 1), path.at()),
				path.at());
	}

	private boolean isSelf(String name) {
		return name.equalsIgnoreCase(this.query.alias())
				|| name.equalsIgnoreCase(this.object.name()) && this.object.relationship(name) == null;
	}

	private OrgField relationship(OrgObject at, String name, int place) {
		OrgField reference = at.relationship(name);
		if (reference == null || !this.world.visible(at, reference)) {
			throw new SoqlRefusal("INVALID_FIELD", "Didn't understand relationship '" + name
					+ "' in field path. If you are attempting to use a custom relationship, be sure to append the "
					+ "'__r' after the custom relationship name. Please reference your WSDL or the describe call for "
					+ "the appropriate names.", place);
		}
		return reference;
	}

	/**
	 * A field by name.
	 * @throws SoqlRefusal if the user sees none of that name
	 */
	static OrgField field(SalesforceWorld world, OrgObject object, String name, int at) {
		OrgField field = object.find(name);
		if (field == null || !world.visible(object, field)) {
			throw new SoqlRefusal("INVALID_FIELD", "No such column '" + name + "' on entity '" + object.name()
					+ "'. If you are attempting to use a custom field, be sure to append the '__c' after the custom "
					+ "field name. Please reference your WSDL or the describe call for the appropriate names.", at);
		}
		return field;
	}

}
