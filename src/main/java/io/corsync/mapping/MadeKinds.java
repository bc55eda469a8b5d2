package io.corsync.mapping;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.corsync.cor.Kind;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Which kinds a mapping file makes, and of which Salesforce object: known before its
 * sections are read, since they refer to one another.
 */
final class MadeKinds {

	/** The key that names the object in sections of kinds that have no standard one. */
	static final String OBJECT = "object";

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

	private final Map<Kind, String> objects = new EnumMap<>(Kind.class);

	static MadeKinds read(YamlEntries top, Problems problems) {
		MadeKinds made = new MadeKinds();
		for (Kind kind : Kind.values()) {
			YamlEntries.Entry entry = top.get(kind.word());
			if (entry != null) {
				String standard = Section.standardObject(kind);
				made.objects.put(kind, (standard != null) ? standard : named(kind, entry, problems));
			}
		}
		return made;
	}

	private static String named(Kind kind, YamlEntries.Entry entry, Problems problems) {
		String guess = guess(kind);
		// What is wrong with the other keys is told when the section is read.
		YamlEntries keys = (entry.value() instanceof MappingNode node)
				? new YamlEntries(node, kind.word(), new Problems("")) : null;
		YamlEntries.Entry object = (keys != null) ? keys.get(OBJECT) : null;
		if (object == null) {
			problems.add(entry.place(), kind.word() + "." + OBJECT,
					"is missing: Salesforce has no standard object for " + kind.path(),
					"add a line with the API name of yours, such as `" + OBJECT + ": " + guess + "`");
			return guess;
		}
		String name = YamlEntries.text(object.value(), kind.word() + "." + OBJECT, problems);
		if (name != null && !NAME.matcher(name).matches()) {
			problems.add(Place.of(object.value()), kind.word() + "." + OBJECT,
					"is " + Wording.quoted(name) + ", which cannot be the name of an object",
					"write an API name such as " + guess);
		}
		return (name != null) ? name : guess;
	}

	private static String guess(Kind kind) {
		String standard = Section.standardObject(kind);
		return (standard != null) ? standard : (kind == Kind.BRAND) ? "Brand__c" : "Product__c";
	}

	boolean makes(Kind kind) {
		return this.objects.containsKey(kind);
	}

	/** The object of a kind that is made. */
	String object(Kind kind) {
		String object = this.objects.get(kind);
		if (object == null) {
			throw new IllegalStateException("The mapping makes no " + kind.path());
		}
		return object;
	}

	/** How a lookup to a kind's record is likely to be called. */
	String exampleLookup(Kind kind) {
		String object = this.objects.get(kind);
		return Section.exampleLookup((object != null) ? object : guess(kind));
	}

	/**
	 * A field as it counts here: brands and products may be known to COR by other ways,
	 * so without a section for them their ids are plain values.
	 */
	CorField field(CorField field) {
		Kind parent = field.refersTo();
		return (parent == null || makes(parent) || Section.standardObject(parent) != null || field.required()) ? field
				: field.asPlain();
	}

}
