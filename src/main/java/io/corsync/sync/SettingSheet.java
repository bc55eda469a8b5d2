package io.corsync.sync;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.corsync.cor.CorProperties;
import io.corsync.cor.Kind;
import io.corsync.mapping.MappingException;
import io.corsync.mapping.MappingSheet;
import io.corsync.salesforce.SalesforceProperties;
import org.jspecify.annotations.Nullable;

/**
 * What is set, for people to look at; no secret is among it.
 */
public final class SettingSheet {

	private final MappingSource mappings;

	private final SyncProperties properties;

	private final CorProperties cor;

	private final SalesforceProperties salesforce;

	SettingSheet(MappingSource mappings, SyncProperties properties, CorProperties cor,
			SalesforceProperties salesforce) {
		this.mappings = mappings;
		this.properties = properties;
		this.cor = cor;
		this.salesforce = salesforce;
	}

	/**
	 * How the entities of a kind are made.
	 *
	 * @param kind the kind
	 * @param object the Salesforce object that it is made of
	 * @param rule the rule by which some are made otherwise, null for all others
	 * @param when what a row must fulfil for the rule
	 * @param skips whether such rows are left out
	 * @param stop when what COR has gets no more changes, null for never
	 * @param lines one for each field
	 */
	public record Section(String kind, String object, @Nullable String rule, List<String> when, boolean skips,
			@Nullable String stop, List<Line> lines) {

	}

	/**
	 * How a field of COR's gets its value.
	 *
	 * @param field COR's field
	 * @param required whether COR refuses an entity without it
	 * @param way how the value comes about: field, first, constant, template or
	 * expression
	 * @param source where it comes from, in Salesforce's names
	 * @param table what stands in Salesforce, and what COR gets for it; empty for none
	 * @param otherwise what COR gets for everything else, null for nothing
	 * @param plain whether HTML is taken out
	 * @param most how many characters it may have, null for any number
	 * @param cuts whether a longer text is cut, else it is refused
	 * @param always whether a later change is sent, else it is sent once
	 * @param clears whether an empty value empties COR's field
	 */
	public record Line(String field, boolean required, String way, String source, Map<String, String> table,
			@Nullable String otherwise, boolean plain, @Nullable Integer most, boolean cuts, boolean always,
			boolean clears) {

		private static Line of(MappingSheet.Line line) {
			return new Line(line.field(), line.required(), line.way().name().toLowerCase(Locale.ROOT), line.source(),
					line.table(), line.otherwise(), line.plain(), line.most(), line.cuts(), line.always(),
					line.clears());
		}

	}

	/**
	 * The mapping.
	 *
	 * @param zone whose days dates become, null for the org's
	 * @param sections one for each kind, and one for each rule
	 * @param problems why it cannot be read; then the rest is empty
	 */
	public record Mapping(@Nullable String zone, List<Section> sections, List<String> problems) {

	}

	/**
	 * The mapping as it is now.
	 * @return what COR gets from which field
	 */
	public Mapping mapping() {
		try {
			MappingSheet sheet = this.mappings.file().sheet();
			return new Mapping(sheet.zone(), sections(sheet), List.of());
		}
		catch (MappingException ex) {
			return new Mapping(null, List.of(), ex.problems().stream().map(Object::toString).toList());
		}
	}

	// What people look for comes first.
	private static List<Section> sections(MappingSheet sheet) {
		return sheet.sections()
			.stream()
			.map(SettingSheet::section)
			.sorted(Comparator.comparing((section) -> !section.kind().equals(Kind.PROJECT.word())))
			.toList();
	}

	private static Section section(MappingSheet.Section section) {
		return new Section(section.kind(), section.object(), section.rule(), section.when(), section.skips(),
				section.stop(), section.lines().stream().map(Line::of).toList());
	}

	/**
	 * The settings that say what is brought over, and how.
	 * @return values by key, without those that are not set
	 */
	public Map<String, String> values() {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("sync.filter", this.properties.filter());
		values.put("sync.from", Objects.toString(this.properties.from(), ""));
		values.put("sync.on-adopt", this.properties.onAdopt());
		values.put("sync.on-missing", this.properties.onMissing());
		values.put("sync.on-leave", this.properties.onLeave());
		values.put("sync.overlap", words(this.properties.overlap()));
		values.put("sync.mapping", this.properties.mapping());
		values.put("salesforce.login-url", Objects.toString(this.salesforce.loginUrl(), ""));
		values.put("salesforce.auth", this.salesforce.auth());
		values.put("salesforce.organization-id", Objects.toString(this.salesforce.organizationId(), ""));
		values.put("cor.base-url", Objects.toString(this.cor.baseUrl(), ""));
		values.put("cor.company-id", Objects.toString(this.cor.companyId(), ""));
		values.put("cor.max-in-flight", String.valueOf(this.cor.maxInFlight()));
		values.put("cor.requests-per-second", String.valueOf(this.cor.requestsPerSecond()));
		return values;
	}

	private static String words(Duration duration) {
		return duration.toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
