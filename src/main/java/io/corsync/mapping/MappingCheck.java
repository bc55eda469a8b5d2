package io.corsync.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.corsync.salesforce.Organization;
import io.corsync.salesforce.SourceField;
import io.corsync.salesforce.SourceObject;
import org.jspecify.annotations.Nullable;

/**
 * Holds a mapping file against an org: whether its fields are there, visible and of a
 * fitting type, and which ones its user must be able to read. Not thread-safe.
 */
public final class MappingCheck {

	private final PathResolver resolver;

	/**
	 * A check that describes each object once.
	 * @param describe gives an object as the program's user sees it
	 */
	public MappingCheck(Function<String, SourceObject> describe) {
		this.resolver = new PathResolver(describe);
	}

	/**
	 * Everything that the org has against the mapping.
	 * @param file the mapping
	 * @param organization the org
	 * @param before the fields as an earlier run saw them: a value that was offered once
	 * was not misspelt
	 * @return by what follows from it
	 */
	public MappingFindings findings(MappingFile file, Organization organization, Map<ObjectField, FieldShape> before) {
		Findings findings = Findings.of(file.name());
		PicklistCheck picklists = new PicklistCheck(this.resolver, before, findings);
		file.sections().lines().forEach((section) -> {
			section.rules().forEach((rule) -> {
				paths(file.sections(), section, rule, findings);
				picklists.table(section, rule, field(section, rule));
				expression(section, rule, findings.unfit());
			});
			section.stopPaths().forEach((path) -> stop(section, path, findings));
			Section.Stop stop = section.stop();
			if (stop != null) {
				new TermCheck((path) -> type(section, path),
						(what, remedy) -> findings.unfit()
							.add(stop.place(), section.kind().word() + "." + Section.STOP, what, remedy))
					.condition(stop.condition().term());
			}
		});
		file.sections().rules().forEach((rule) -> conditions(rule, picklists, findings));
		if (organization.multiCurrency()) {
			file.sections().whole().forEach((section) -> currency(section, findings.unfit()));
		}
		new MoneyCheck(organization.multiCurrency(), findings.notes()).look(file.sections());
		return findings.list();
	}

	/**
	 * What somebody has to mend or to confirm.
	 * @param file the mapping
	 * @param organization the org
	 * @return in the order of the file, empty when all is well
	 */
	public List<MappingProblem> problems(MappingFile file, Organization organization) {
		return findings(file, organization, Map.of()).problems();
	}

	private void paths(Sections sections, Section section, FieldRule rule, Findings findings) {
		rule.source().paths().forEach((path) -> {
			PathResolver.Resolution resolution = this.resolver.resolve(section.object(), path);
			PathResolver.Finding finding = resolution.finding();
			if (finding == null && resolution.field() != null) {
				finding = misfit(sections, rule, path, resolution);
			}
			add(findings, path.place(), field(section, rule), finding);
		});
	}

	private void expression(Section section, FieldRule rule, Problems unfit) {
		Expression expression = Expression.in(rule.source());
		if (expression != null) {
			boolean translated = Table.in(rule.source()) != null;
			TermCheck check = new TermCheck((path) -> type(section, path),
					(what, remedy) -> unfit.add(rule.place(), field(section, rule), what, remedy));
			check.value(expression.term(), translated ? CorType.STRING : rule.field().type());
		}
	}

	private @Nullable String type(Section section, Source.Path path) {
		SourceField field = this.resolver.resolve(section.object(), path).field();
		return (field != null) ? field.type() : null;
	}

	private void stop(Section section, Source.Path path, Findings findings) {
		PathResolver.Resolution resolution = this.resolver.resolve(section.object(), path);
		PathResolver.Finding finding = (resolution.finding() == null && resolution.field() != null)
				? unreadable(path, resolution.field()) : resolution.finding();
		add(findings, path.place(), section.kind().word() + "." + Section.STOP, finding);
	}

	private static void add(Findings findings, Place place, String field, PathResolver.@Nullable Finding finding) {
		if (finding != null) {
			(finding.unseen() ? findings.unseen() : findings.unfit()).add(place, field, finding.what(),
					finding.remedy());
		}
	}

	private void conditions(Rule rule, PicklistCheck picklists, Findings findings) {
		String name = "rules." + rule.name() + ".when";
		rule.when().forEach((condition) -> {
			Source.Path path = condition.path();
			picklists.condition(Section.OPPORTUNITY, condition, name);
			PathResolver.Resolution resolution = this.resolver.resolve(Section.OPPORTUNITY, path);
			PathResolver.Finding finding = resolution.finding();
			if (finding == null && resolution.field() != null && !CorType.comparable(resolution.field().type())) {
				finding = new PathResolver.Finding(
						"compares " + path + " (" + resolution.field().label() + "), which is of type "
								+ resolution.field().type(),
						"name a text, a picklist, a checkbox or a lookup, or make a formula field that gives a text");
			}
			add(findings, path.place(), name, finding);
		});
	}

	private static PathResolver.@Nullable Finding misfit(Sections sections, FieldRule rule, Source.Path path,
			PathResolver.Resolution resolution) {
		SourceField field = Objects.requireNonNull(resolution.field(), "asked when it is there");
		Section parent = (rule.field().refersTo() != null) ? sections.of(rule.field().refersTo()) : null;
		if (parent != null) {
			return leadsTo(parent.object(), field, resolution.endObject()) ? null
					: new PathResolver.Finding("reads " + path + ", which is no lookup to " + parent.object(),
							"map a lookup to the record itself, such as " + parent.exampleLookup());
		}
		PathResolver.Finding unreadable = unreadable(path, field);
		if (unreadable != null) {
			return unreadable;
		}
		CorType type = (rule.source().share() == Source.Share.PART) ? CorType.STRING : rule.field().type();
		boolean another = rule.source().share() == Source.Share.NONE;
		return (another || type.takes(field.type())) ? null
				: new PathResolver.Finding("takes " + type.words() + ", but " + path + " (" + field.label()
						+ ") is of type " + field.type(),
						type.remedy() + ", or a formula field that gives " + type.words());
	}

	private static PathResolver.@Nullable Finding unreadable(Source.Path path, SourceField field) {
		return CorType.readable(field.type()) ? null
				: new PathResolver.Finding(
						"reads " + path + " (" + field.label() + "), whose type " + field.type()
								+ " is no single value",
						"map one of its parts, such as BillingCity of a BillingAddress");
	}

	private static boolean leadsTo(String target, SourceField field, String object) {
		return field.type().equals("id") ? object.equalsIgnoreCase(target) : field.type().equals("reference")
				&& field.parents().size() == 1 && field.parents().get(0).equalsIgnoreCase(target);
	}

	/** Without a currency, COR would take each amount for one in the company's own. */
	private static void currency(Section section, Problems problems) {
		if (section.rule("currency_id").isPresent()) {
			return;
		}
		section.rules()
			.stream()
			.filter((rule) -> rule.field().isAmount())
			.forEach((rule) -> problems.add(rule.place(), field(section, rule),
					"is an amount, and this org has several currencies, but no currency_id is mapped beside it",
					"add currency_id to the section `" + section.kind().word()
							+ ":` (for instance currency_id: CurrencyIsoCode, where COR knows the currencies by their"
							+ " ISO codes), or remove this line"));
	}

	/**
	 * What the program's user must be able to read.
	 * @param file the mapping
	 * @param others further fields that are read, such as those of the filter
	 * @return fields and lookups, those that are not visible yet included
	 */
	public ReadAccess access(MappingFile file, Collection<ObjectField> others) {
		SortedSet<ObjectField> fields = new TreeSet<>(others);
		SortedSet<String> unresolved = new TreeSet<>();
		file.sections()
			.lines()
			.forEach(
					(section) -> section.paths().forEach((path) -> follow(section.object(), path, fields, unresolved)));
		file.sections()
			.rules()
			.stream()
			.flatMap(Rule::conditionPaths)
			.forEach((path) -> follow(Section.OPPORTUNITY, path, fields, unresolved));
		return new ReadAccess(fields, unresolved);
	}

	private void follow(String object, Source.Path path, Set<ObjectField> fields, Set<String> unresolved) {
		PathResolver.Resolution resolution = this.resolver.resolve(object, path);
		fields.addAll(resolution.trail());
		if (!resolution.complete()) {
			unresolved.add(object + "." + path);
		}
	}

	private static String field(Section section, FieldRule rule) {
		return section.kind().word() + "." + rule.field().name();
	}

}
