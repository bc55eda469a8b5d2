package io.corsync.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.PicklistEntry;
import com.sforce.soap.partner.RecordTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Describes objects, and remembers it for a while: a run asks often, and a day later an
 * administrator may have changed them.
 */
final class Descriptions {

	private static final Duration VALIDITY = Duration.ofMinutes(5);

	private final SoapCalls calls;

	private final Clock clock;

	private final Map<String, Known> known = new ConcurrentHashMap<>();

	Descriptions(SoapCalls calls, Clock clock) {
		this.calls = calls;
		this.clock = clock;
	}

	SourceObject describe(String object) {
		String key = object.toLowerCase(Locale.ROOT);
		Instant now = this.clock.instant();
		Known hit = this.known.get(key);
		if (hit != null && now.isBefore(hit.until())) {
			return hit.object();
		}
		SourceObject described = object(this.calls.ask((connection) -> connection.describeSObject(object)));
		this.known.put(key, new Known(described, now.plus(VALIDITY)));
		return described;
	}

	private static SourceObject object(DescribeSObjectResult result) {
		Map<String, SourceField> fields = new LinkedHashMap<>();
		for (Field field : result.getFields()) {
			fields.put(field.getName().toLowerCase(Locale.ROOT), field(field));
		}
		return new SourceObject(result.getName(), text(result.getLabel()), Map.copyOf(fields),
				recordTypes(result.getRecordTypeInfos()));
	}

	private static List<PicklistValue> recordTypes(RecordTypeInfo @Nullable [] infos) {
		return (infos != null) ? Arrays.stream(infos)
			.filter((info) -> !info.isMaster() && info.getDeveloperName() != null)
			.map((info) -> new PicklistValue(info.getDeveloperName(), text(info.getName()), info.isActive()))
			.toList() : List.of();
	}

	private static SourceField field(Field field) {
		// The stubs put _ before names that are words of Java.
		String type = field.getType().name().replace("_", "").toLowerCase(Locale.ROOT);
		return new SourceField(field.getName(), text(field.getLabel()), type, field.getLength(), field.isFilterable(),
				field.getRelationshipName(), list(field.getReferenceTo()), picklist(field.getPicklistValues()));
	}

	private static List<PicklistValue> picklist(PicklistEntry @Nullable [] entries) {
		return (entries != null) ? Arrays.stream(entries)
			.map((entry) -> new PicklistValue(entry.getValue(), text(entry.getLabel()), entry.isActive()))
			.toList() : List.of();
	}

	private static List<String> list(String @Nullable [] values) {
		return (values != null) ? List.of(values) : List.of();
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private record Known(SourceObject object, Instant until) {

	}

}
