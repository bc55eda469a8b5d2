package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Attempt;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.State;
import io.corsync.ledger.StuckRows;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import io.corsync.ledger.Watermarks;
import io.corsync.mapping.Mapped;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The whole story of one record: what Salesforce shows, what the ledger knows, every call
 * that was made, and what happens next. Without Salesforce the ledger alone is told.
 */
public final class Explanation {

	private static final int MOST_ATTEMPTS = 50;

	private static final int SOME = 5;

	private static final Map<String, Kind> KINDS = Map.of("001", Kind.CLIENT, "800", Kind.CONTRACT, "006",
			Kind.PROJECT);

	private final Records records;

	private final Salesforce salesforce;

	private final Sighting sighting;

	private final Duration overlap;

	Explanation(Records records, Salesforce salesforce, Sighting sighting, Duration overlap) {
		this.records = records;
		this.salesforce = salesforce;
		this.sighting = sighting;
		this.overlap = overlap;
	}

	/**
	 * Where the ledger is read.
	 */
	record Records(Targets targets, Ledger ledger, StuckRows stuck, Watermarks watermarks) {

	}

	/**
	 * What is known of one record.
	 *
	 * @param headline the story in a salesperson's words
	 * @param kind client, contract, brand, product or project
	 * @param externalId its Salesforce id
	 * @param link where a person opens it
	 * @param entry its row in the ledger, null when it was never sent
	 * @param inCorSince when COR first accepted it, null when that is not known
	 * @param salesforce what Salesforce shows, null when it could not be asked
	 * @param withoutSalesforce why it could not be asked
	 * @param differences the fields that would be sent now
	 * @param parents what it belongs to
	 * @param waiting some of the rows that wait for it
	 * @param without some of the rows that COR has without it, which is to follow
	 * @param attempts the calls that were made for it, newest first
	 * @param next what happens next, and who must act
	 * @param forgotten whether values of it were removed from the ledger
	 */
	public record Story(String headline, String kind, String externalId, @Nullable String link, @Nullable Entry entry,
			@Nullable Instant inCorSince, @Nullable Sight salesforce, @Nullable String withoutSalesforce,
			Map<String, Change> differences, List<Relative> parents, List<Relative> waiting, List<Relative> without,
			List<Made> attempts, List<String> next, boolean forgotten) {

	}

	/**
	 * A field's values.
	 *
	 * @param before the value that COR had, null when it had none or it is not known
	 * @param after the value that was or would be sent
	 */
	public record Change(@Nullable String before, String after) {

	}

	/**
	 * A record around another one.
	 *
	 * @param kind its kind
	 * @param externalId its id
	 * @param name its name, empty when the ledger does not know it
	 * @param state where it stands, null when the ledger does not know it
	 * @param cause why it is stuck
	 * @param message why, in words
	 */
	public record Relative(String kind, String externalId, String name, @Nullable State state, @Nullable String cause,
			@Nullable String message) {

		static Relative of(Entry.Key key, @Nullable Entry entry) {
			Entry.Trouble trouble = (entry != null) ? entry.trouble() : null;
			return new Relative(key.kind(), key.externalId(), (entry != null) ? entry.name() : "",
					(entry != null) ? entry.state() : null, (trouble != null) ? trouble.cause() : null,
					(trouble != null) ? trouble.message() : null);
		}

	}

	/**
	 * A call that was made.
	 *
	 * @param run the run that called
	 * @param startedAt when the call began
	 * @param endedAt when its end was known
	 * @param verb what was called
	 * @param outcome what came of it, in a word
	 * @param cause COR's name or code for it, null when it was accepted
	 * @param changedFields names of the fields that were sent
	 * @param values their values, as far as they are known
	 * @param raw COR's answer, kept only when it was not accepted
	 */
	public record Made(long run, Instant startedAt, Instant endedAt, Entry.Verb verb, String outcome,
			@Nullable String cause, SortedSet<String> changedFields, Map<String, Change> values, @Nullable String raw) {

	}

	/**
	 * Tells the story.
	 * @param externalId the record, 18 characters
	 * @return one story for each COR that the record was sent to, or one without
	 */
	public List<Story> of(String externalId) {
		List<Story> stories = new ArrayList<>();
		List<Target> all = this.records.targets().all();
		Map<Kind, Look> looks = new EnumMap<>(Kind.class);
		for (Target target : all) {
			for (Entry entry : this.records.ledger().find(target.id(), externalId)) {
				Kind kind = SourceNames.kind(entry.key().kind());
				Look look = looks.computeIfAbsent(kind, (any) -> look(any, externalId));
				boolean same = look.found() != null && look.found().orgId().equals(target.orgId());
				stories.add(story(target, entry, kind, externalId, same ? look.found() : null,
						same ? null : (look.without() != null) ? look.without() : "The login leads to another org."));
			}
		}
		if (stories.isEmpty()) {
			stories.add(unknown(all, externalId));
		}
		return stories;
	}

	/**
	 * What came of looking at Salesforce.
	 */
	private record Look(Sighting.@Nullable Found found, @Nullable String without) {

	}

	private Look look(Kind kind, String externalId) {
		try {
			return new Look(Briefly.ask(this.salesforce, () -> this.sighting.look(kind, externalId)), null);
		}
		catch (SalesforceException | SettingsException ex) {
			return new Look(null, String.valueOf(ex.getMessage()));
		}
	}

	// The ids of custom objects begin in each org as they like.
	private Story unknown(List<Target> all, String externalId) {
		Kind standard = KINDS.get(externalId.substring(0, 3));
		Kind kind = (standard != null) ? standard : Kind.PROJECT;
		Look look = (standard != null) ? look(standard, externalId) : null;
		for (Kind custom : List.of(Kind.BRAND, Kind.PRODUCT)) {
			Look seen = (look == null) ? look(custom, externalId) : null;
			if (seen != null && seen.found() != null && seen.found().sight().presence() != Sight.Presence.INVISIBLE) {
				kind = custom;
				look = seen;
			}
		}
		if (look == null) {
			look = look(kind, externalId);
		}
		Sighting.Found found = look.found();
		String org = (found != null) ? found.orgId() : "";
		Target target = all.stream().filter((some) -> some.orgId().equals(org)).findFirst().orElse(null);
		return story(target, null, kind, externalId, found, look.without());
	}

	private Story story(@Nullable Target target, @Nullable Entry entry, Kind kind, String id,
			Sighting.@Nullable Found found, @Nullable String notAsked) {
		Sight sight = (found != null) ? found.sight() : null;
		Map<String, Change> differences = differences(entry, found);
		List<Relative> parents = (target != null) ? parents(target, entry, found) : List.of();
		Instant since = (target != null && entry != null && entry.inCor())
				? this.records.ledger().firstAccepted(target.id(), entry.key()).orElse(null) : null;
		List<Relative> waiting = (target != null) ? this.records.stuck()
			.waitingFor(target.id(), new Entry.Key(kind.word(), id), SOME)
			.stream()
			.map((row) -> Relative.of(row.key(), row))
			.toList() : List.of();
		List<Relative> without = (target != null && kind != Kind.PROJECT) ? this.records.stuck()
			.lacking(target.id(), new Entry.Key(kind.word(), id), SOME)
			.stream()
			.map((row) -> Relative.of(row.key(), row))
			.toList() : List.of();
		List<Made> attempts = (target != null && entry != null) ? made(target, entry, found) : List.of();
		StoryWords words = new StoryWords(kind, entry, sight, since, differences, parents);
		List<String> next = words.next(id, reached(target), this.overlap);
		return new Story(words.headline(id), kind.word(), id, link(id), entry, since, sight, notAsked, differences,
				parents, waiting, without, attempts, next, entry != null && forgotten(entry));
	}

	private static boolean forgotten(Entry entry) {
		return Decider.accepted(entry).anyForgotten()
				|| (entry.pending() != null && Payload.parse(entry.pending().payload()).anyForgotten());
	}

	private Optional<Instant> reached(@Nullable Target target) {
		return (target != null) ? this.records.watermarks().reached(target.id(), Kind.PROJECT.word())
				: Optional.empty();
	}

	// Without a login the address is that of the settings, which may be wrong.
	private @Nullable String link(String id) {
		try {
			return this.salesforce.link(id).toString();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Map<String, Change> differences(@Nullable Entry entry, Sighting.@Nullable Found found) {
		if (found == null || found.mapped() == null || found.decider() == null || !found.sight().brought()) {
			return Map.of();
		}
		Mapped mapped = found.mapped();
		if (entry == null || !entry.inCor()) {
			return Map.of();
		}
		Payload accepted = Decider.accepted(entry);
		return changes(accepted, found.decider().ours(mapped).differingFrom(accepted));
	}

	static Map<String, Change> changes(Payload before, Payload after) {
		Map<String, Change> changes = new TreeMap<>();
		for (String name : after.names()) {
			changes.put(name, new Change(text(before.get(name)), String.valueOf(text(after.get(name)))));
		}
		return changes;
	}

	private static @Nullable String text(@Nullable JsonNode value) {
		if (value == null || value.isNull()) {
			return null;
		}
		if (Payload.isForgotten(value)) {
			return Redaction.GONE;
		}
		return value.isString() ? value.stringValue() : value.toString();
	}

	private List<Relative> parents(Target target, @Nullable Entry entry, Sighting.@Nullable Found found) {
		Set<Entry.Key> keys = new HashSet<>();
		List<Relative> parents = new ArrayList<>();
		if (found != null && found.mapped() != null) {
			found.mapped().references().forEach((reference) -> add(target, Delivery.key(reference), keys, parents));
		}
		else if (entry != null) {
			Payload known = Decider.accepted(entry);
			SourceNames.kind(entry.key().kind())
				.parents()
				.stream()
				.sorted()
				.forEach((kind) -> add(target, kind, known.get(kind.word() + "_id"), keys, parents));
		}
		// A chain of parents is told to its end.
		Entry row = entry;
		while (row != null && row.trouble() != null && row.trouble().waitsFor() != null) {
			Entry.Key key = row.trouble().waitsFor();
			row = add(target, key, keys, parents);
			keys.add(key);
		}
		return parents;
	}

	private void add(Target target, Kind kind, @Nullable JsonNode id, Set<Entry.Key> keys, List<Relative> parents) {
		String text = text(id);
		if (text != null) {
			add(target, new Entry.Key(kind.word(), text), keys, parents);
		}
	}

	private @Nullable Entry add(Target target, Entry.Key key, Set<Entry.Key> keys, List<Relative> parents) {
		Entry entry = this.records.ledger()
			.find(target.id(), key.kind(), List.of(key.externalId()))
			.get(key.externalId());
		if (keys.add(key)) {
			parents.add(Relative.of(key, entry));
		}
		return entry;
	}

	// What was sent is kept as the sum of what COR accepted: of each field the last
	// accepted value is known, and what is in doubt or was refused as it is now.
	private List<Made> made(Target target, Entry entry, Sighting.@Nullable Found found) {
		Payload accepted = Decider.accepted(entry);
		Payload doubtful = (entry.pending() != null) ? Payload.parse(entry.pending().payload()) : Payload.empty();
		Payload refused = refused(entry, found);
		Set<String> told = new HashSet<>();
		List<Made> made = new ArrayList<>();
		for (Attempt attempt : this.records.ledger().attempts(target.id(), entry.key(), MOST_ATTEMPTS)) {
			Map<String, Change> values = new TreeMap<>();
			if (attempt.outcome().equals("Accepted")) {
				Set<String> untold = new HashSet<>(attempt.changedFields());
				untold.removeAll(told);
				changes(Payload.empty(), accepted.only(untold)).forEach(values::put);
			}
			else if (made.isEmpty()) {
				Payload sent = (entry.pending() != null) ? doubtful : refused;
				changes(accepted, sent.only(attempt.changedFields())).forEach(values::put);
			}
			told.addAll(attempt.changedFields());
			made.add(new Made(attempt.run(), attempt.startedAt(), attempt.endedAt(), attempt.verb(), attempt.outcome(),
					attempt.cause(), attempt.changedFields(), values, attempt.raw()));
		}
		return made;
	}

	private static Payload refused(Entry entry, Sighting.@Nullable Found found) {
		Entry.Trouble trouble = entry.trouble();
		boolean same = found != null && found.mapped() != null && trouble != null
				&& Decider.hash(found.mapped()).equals(trouble.refusedHash());
		return (same && found != null && found.mapped() != null) ? found.mapped().payload() : Payload.empty();
	}

}
