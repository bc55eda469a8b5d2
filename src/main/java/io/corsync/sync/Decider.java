package io.corsync.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * Decides what is to be done about an entity; calls nobody.
 */
final class Decider {

	private final Mapping mapping;

	private final boolean overwriteOnAdopt;

	Decider(Mapping mapping, boolean overwriteOnAdopt) {
		this.mapping = mapping;
		this.overwriteOnAdopt = overwriteOnAdopt;
	}

	Decision decide(Mapped mapped, @Nullable Entry entry, Insistence insistence) {
		if (mapped.leftOut()) {
			return leftOut(mapped, entry);
		}
		if (entry == null) {
			return mapped.refusals().isEmpty() ? new Decision.Create() : new Decision.Unfit();
		}
		String text = mapped.payload().text();
		if (entry.state() == State.SYNCED && text.equals(entry.accepted())) {
			return new Decision.Unchanged();
		}
		if (entry.source().stamp().isAfter(mapped.sourceStamp())) {
			return new Decision.Stale();
		}
		if (mapped.frozen() && entry.inCor() && !entry.inDoubt() && !contradicted(entry)) {
			return stopped(mapped, entry);
		}
		if (!mapped.refusals().isEmpty()) {
			return refusedAsBefore(entry, mapped) ? new Decision.StillRejected() : new Decision.Unfit();
		}
		if (entry.state() == State.HELD && insistence != Insistence.APPROVED && !Causes.holdsArchive(entry)) {
			return held(mapped, entry);
		}
		if (entry.inDoubt()) {
			return new Decision.Settle(inDoubt(mapped, entry));
		}
		return settled(mapped, entry, insistence);
	}

	// By a rule it leaves as by the filter, but nobody was asked whether to archive it.
	private static Decision leftOut(Mapped mapped, @Nullable Entry entry) {
		if (entry == null || (entry.state() == State.OUT_OF_SCOPE && !entry.inDoubt())) {
			return new Decision.LeftOut();
		}
		return entry.source().stamp().isAfter(mapped.sourceStamp()) ? new Decision.Stale()
				: new Decision.Leave(false, false);
	}

	// What is wrong with changes that are not sent does not matter.
	private Decision stopped(Mapped mapped, Entry entry) {
		Payload changes = changes(mapped, entry);
		if (!changes.isEmpty()) {
			return new Decision.Update(changes);
		}
		return (entry.state() == State.SYNCED) ? new Decision.Unchanged() : new Decision.Recovered();
	}

	private Decision held(Mapped mapped, Entry entry) {
		boolean known = entry.inCor() && !entry.inDoubt();
		Payload changes = known ? changes(mapped, entry) : Payload.empty();
		return (known && changes.isEmpty()) ? new Decision.Recovered()
				: new Decision.Held(mapped.sourceStamp().isAfter(entry.source().stamp()), changes);
	}

	private Decision settled(Mapped mapped, Entry entry, Insistence insistence) {
		if (entry.inCor()) {
			Payload changes = changes(mapped, entry);
			if (changes.isEmpty() && !contradicted(entry)) {
				return (entry.state() == State.SYNCED) ? new Decision.Unchanged() : new Decision.Recovered();
			}
			return stillRejected(mapped, entry, insistence) ? new Decision.StillRejected()
					: new Decision.Update(changes);
		}
		return stillRejected(mapped, entry, insistence) ? new Decision.StillRejected() : new Decision.Create();
	}

	/**
	 * What finds out whether an entity is in COR, and puts it there if it is not: for one
	 * that the ledger knows to be there a PUT, which may change nothing.
	 */
	Decision ask(Mapped mapped, @Nullable Entry entry) {
		if (entry != null && entry.inDoubt()) {
			return new Decision.Settle(inDoubt(mapped, entry));
		}
		boolean newer = entry != null && entry.source().stamp().isAfter(mapped.sourceStamp());
		if (entry != null && entry.inCor()) {
			return new Decision.Update(newer ? Payload.empty() : changes(mapped, entry));
		}
		return new Decision.Create();
	}

	// COR has also said that it is not there: what it once accepted proves nothing any
	// more.
	private static boolean contradicted(Entry entry) {
		Entry.Trouble trouble = entry.trouble();
		return entry.state() == State.REJECTED && trouble != null
				&& trouble.cause().equals(Causes.COR_CONTRADICTS_ITSELF);
	}

	static boolean stillRejected(Mapped mapped, Entry entry, Insistence insistence) {
		Entry.Trouble trouble = entry.trouble();
		if (entry.state() != State.REJECTED || trouble == null || insistence == Insistence.ALL) {
			return false;
		}
		if (insistence == Insistence.RETRY && Causes.mayPassUnchanged(trouble.cause())) {
			return false;
		}
		// What somebody deleted in COR stays deleted, whatever happens to its source,
		// until
		// a person asks for it.
		return trouble.cause().equals(Causes.DELETED_IN_COR) || refusedAsBefore(entry, mapped);
	}

	private static boolean refusedAsBefore(Entry entry, Mapped mapped) {
		Entry.Trouble trouble = entry.trouble();
		return entry.state() == State.REJECTED && trouble != null && hash(mapped).equals(trouble.refusedHash());
	}

	// After a doubtful POST only what has changed since it may be wrong in COR: either it
	// arrived, or the entity was there before and keeps its values. After a doubtful PUT
	// every field that it carried may have the old or the new value.
	private Payload inDoubt(Mapped mapped, Entry entry) {
		Entry.Pending pending = entry.pending();
		if (pending == null) {
			return Payload.empty();
		}
		if (pending.verb() == Entry.Verb.ADOPT) {
			return adopted(mapped);
		}
		Payload carried = Payload.parse(pending.payload());
		if (pending.verb() == Entry.Verb.POST) {
			Payload ours = ours(mapped, entry);
			return mapped.frozen() ? Payload.empty() : this.overwriteOnAdopt ? ours : ours.differingFrom(carried);
		}
		Payload present = present(mapped, entry, carried.over(accepted(entry)));
		return mapped.frozen() ? returned(present, carried).over(carried)
				: present.differingFrom(accepted(entry)).over(present.only(carried.names()));
	}

	private Payload changes(Mapped mapped, Entry entry) {
		Payload accepted = accepted(entry);
		Payload changes = present(mapped, entry, accepted).differingFrom(accepted);
		return mapped.frozen() ? returned(changes, accepted).over(changes.only(neverSent(entry, accepted))) : changes;
	}

	// What comes back out of the archive does so whatever else has stopped.
	private static Payload returned(Payload changes, Payload known) {
		boolean returns = BooleanNode.TRUE.equals(known.get(Departure.FIELD))
				&& BooleanNode.FALSE.equals(changes.get(Departure.FIELD));
		return returns ? changes.only(Set.of(Departure.FIELD)) : Payload.empty();
	}

	// What an entity was created without belongs to its creation.
	private static Set<String> neverSent(Entry entry, Payload accepted) {
		Set<String> fields = new HashSet<>(lacking(entry));
		fields.removeAll(accepted.names());
		return fields;
	}

	private static Set<String> lacking(Entry entry) {
		return entry.lacking().stream().map((key) -> key.kind() + "_id").collect(Collectors.toSet());
	}

	// What was archived when it left, or may have been, comes back with whatever else has
	// changed.
	private Payload present(Mapped mapped, Entry entry, Payload known) {
		Payload ours = ours(mapped, entry);
		JsonNode archived = known.get(Departure.FIELD);
		if (mapped.kind() != Kind.PROJECT || archived == null || ours.get(Departure.FIELD) != null) {
			return ours;
		}
		JsonNode own = mapped.payload().get(Departure.FIELD);
		return ours.over(Payload.of(Map.of(Departure.FIELD, (own != null) ? own : BooleanNode.FALSE)));
	}

	/**
	 * The fields that are Salesforce's after the entity was created.
	 */
	Payload ours(Mapped mapped) {
		return mapped.payload().without(this.mapping.createOnly(mapped.kind()));
	}

	// What is sent once and has not been sent yet is still to be sent.
	private Payload ours(Mapped mapped, Entry entry) {
		Set<String> sentOnce = new HashSet<>(this.mapping.createOnly(mapped.kind()));
		sentOnce.removeAll(lacking(entry));
		return mapped.payload().without(sentOnce);
	}

	/**
	 * The fields that an entity gets which was in COR before: none, unless Salesforce's
	 * values are to replace COR's.
	 */
	Payload adopted(Mapped mapped) {
		return overwrites(mapped) ? ours(mapped) : Payload.empty();
	}

	/**
	 * Whether Salesforce's values replace those of an entity that was in COR before.
	 */
	boolean overwrites(Mapped mapped) {
		return this.overwriteOnAdopt && !mapped.frozen();
	}

	static Payload accepted(Entry entry) {
		return (entry.accepted() != null) ? Payload.parse(entry.accepted()) : Payload.empty();
	}

	/**
	 * What tells a refused payload from a corrected one: its text, and what our own
	 * checks have against it.
	 */
	static String hash(Mapped mapped) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(mapped.payload().text().getBytes(StandardCharsets.UTF_8));
			mapped.refusals().forEach((refusal) -> digest.update(refusal.toString().getBytes(StandardCharsets.UTF_8)));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
