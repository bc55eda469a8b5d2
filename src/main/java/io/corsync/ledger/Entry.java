package io.corsync.ledger;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger: what is known of one entity, and the only ways from one state to
 * another.
 *
 * @param key which entity it is
 * @param name what people call it
 * @param state where it stands
 * @param corId COR's own id, null as long as COR did not tell
 * @param accepted canonical text of what COR last accepted from us; null means that the
 * entity is not known to be in COR
 * @param pending what an open or doubtful call carries; null when nothing is in doubt
 * @param lacking the parents that are still to follow, since COR did not have them, at
 * most one of a kind
 * @param trouble why it is stuck, incomplete or out of scope; null when it is not
 * @param source the version of the source row and of the mapping that this is about
 * @param attempts runs in a row that ended in transient trouble
 * @param nextAttemptAt not before this time; null when it does not matter
 * @param lastRun the last run that did something about it
 * @param parkedReason why a person set it aside; null when nobody did
 * @param version optimistic version, 0 as long as it is not in the database
 */
public record Entry(Key key, String name, State state, @Nullable String corId, @Nullable String accepted,
		@Nullable Pending pending, Set<Key> lacking, @Nullable Trouble trouble, Source source, int attempts,
		@Nullable Instant nextAttemptAt, LastRun lastRun, @Nullable String parkedReason, long version) {

	/**
	 * An entity's name in both worlds.
	 *
	 * @param kind client, contract, brand, product or project
	 * @param externalId the Salesforce id, 18 characters
	 */
	public record Key(String kind, String externalId) {

		@Override
		public String toString() {
			return this.kind + " " + this.externalId;
		}

	}

	/**
	 * A call that was begun and whose end is not known.
	 *
	 * @param verb what was called
	 * @param payload canonical text of the fields whose value in COR is in doubt
	 * @param since when the call began
	 */
	public record Pending(Verb verb, String payload, Instant since) {

	}

	/**
	 * Why a row is stuck.
	 *
	 * @param cause a word for the cause
	 * @param message the cause in words
	 * @param raw COR's answer as it came
	 * @param refusedHash hash of the payload that was refused, null when none was
	 * @param waitsFor the parent that it waits for, null when it waits for none
	 * @param since when it got stuck
	 */
	public record Trouble(String cause, String message, @Nullable String raw, @Nullable String refusedHash,
			@Nullable Key waitsFor, Instant since) {

	}

	/**
	 * What a row's payload was made from.
	 *
	 * @param stamp SystemModstamp of the source row
	 * @param mappingVersion version of the mapping
	 * @param creationValues canonical text of what a person gave for fields that are sent
	 * once; null when nobody did
	 */
	public record Source(Instant stamp, String mappingVersion, @Nullable String creationValues) {

		/**
		 * A source for which nobody gave values.
		 * @param stamp SystemModstamp of the source row
		 * @param mappingVersion version of the mapping
		 */
		public Source(Instant stamp, String mappingVersion) {
			this(stamp, mappingVersion, null);
		}

	}

	/**
	 * The run and step that last did something about a row, and how it ended there.
	 *
	 * @param run the run's number
	 * @param step the step's name
	 * @param outcome the outcome as the certificate counts it, null while it is open
	 */
	public record LastRun(long run, String step, @Nullable String outcome) {

	}

	/** What is called when an intent is recorded. */
	public enum Verb {

		/** Creates. */
		POST,

		/** Changes. */
		PUT,

		/** A PUT that changes nothing, for an entity that COR called a duplicate. */
		ADOPT

	}

	/**
	 * A row that is not in the database yet.
	 * @param key which entity it is
	 * @param name what people call it
	 * @param source what its payload was made from
	 * @return a row without a past
	 */
	public static Entry unseen(Key key, String name, Source source) {
		return new Entry(key, name, State.WAITING, null, null, null, Set.of(), null, source, 0, null,
				new LastRun(0, "", null), null, 0);
	}

	/**
	 * Whether the entity is known to be in COR.
	 * @return true once COR accepted it
	 */
	public boolean inCor() {
		return this.accepted != null;
	}

	/**
	 * Whether a call's end is not known.
	 * @return true while something is pending
	 */
	public boolean inDoubt() {
		return this.pending != null;
	}

	/**
	 * The intent of a call, to be committed before the call begins.
	 * @param intent what will be called
	 * @param name what people call the entity now
	 * @param source what the payload was made from
	 * @param run who calls
	 * @return the claimed row
	 */
	public Entry sending(Pending intent, String name, Source source, LastRun run) {
		return new Entry(this.key, name, State.SENDING, this.corId, this.accepted, intent, this.lacking, this.trouble,
				source, this.attempts, null, run, this.parkedReason, this.version);
	}

	/**
	 * COR accepted it, or has it already as it should be.
	 * @param newCorId COR's id if it told
	 * @param newAccepted everything COR has accepted so far
	 * @param run who called
	 * @return the settled row
	 */
	public Entry synced(@Nullable String newCorId, String newAccepted, LastRun run) {
		return new Entry(this.key, this.name, State.SYNCED, (newCorId != null) ? newCorId : this.corId, newAccepted,
				null, Set.of(), null, this.source, 0, null, run, null, this.version);
	}

	/**
	 * COR accepted it without references to parents that it does not have.
	 * @param newCorId COR's id if it told
	 * @param newAccepted everything COR has accepted so far
	 * @param reason why, for people who look it up; it names one of the parents
	 * @param newLacking the parents, all of them
	 * @param run who called
	 * @return the row, which goes on when one of the parents is in COR
	 */
	public Entry incomplete(@Nullable String newCorId, String newAccepted, Trouble reason, Set<Key> newLacking,
			LastRun run) {
		return new Entry(this.key, this.name, State.INCOMPLETE, (newCorId != null) ? newCorId : this.corId, newAccepted,
				null, Set.copyOf(newLacking), reason, this.source, 0, null, run, null, this.version);
	}

	/**
	 * The same with other parents that are to follow.
	 * @param newLacking the parents
	 * @return the row otherwise as it is
	 */
	public Entry lacking(Set<Key> newLacking) {
		return new Entry(this.key, this.name, this.state, this.corId, this.accepted, this.pending,
				Set.copyOf(newLacking), this.trouble, this.source, this.attempts, this.nextAttemptAt, this.lastRun,
				this.parkedReason, this.version);
	}

	/**
	 * It got stuck, or stays so, for a reason that leaves no doubt about COR.
	 * @param newState WAITING, BLOCKED, REJECTED, RETRYING or HELD
	 * @param reason why
	 * @param run who found out
	 * @return the stuck row
	 */
	public Entry stuck(State newState, Trouble reason, LastRun run) {
		return stuck(newState, reason, null, null, this.attempts, run);
	}

	/**
	 * It got stuck without transient trouble, with a call still in doubt.
	 * @param newState the state
	 * @param reason why
	 * @param doubt what is in doubt, null when nothing is
	 * @param notBefore when the next attempt makes sense, null when at once
	 * @param run who found out
	 * @return the stuck row
	 */
	public Entry stuck(State newState, Trouble reason, @Nullable Pending doubt, @Nullable Instant notBefore,
			LastRun run) {
		return stuck(newState, reason, doubt, notBefore, this.attempts, run);
	}

	/**
	 * It got stuck, with a call still in doubt.
	 * @param newState the state
	 * @param reason why
	 * @param doubt what is in doubt, null when nothing is
	 * @param notBefore when the next attempt makes sense, null when at once
	 * @param failedRuns runs in a row that ended in transient trouble
	 * @param run who found out
	 * @return the stuck row
	 */
	public Entry stuck(State newState, Trouble reason, @Nullable Pending doubt, @Nullable Instant notBefore,
			int failedRuns, LastRun run) {
		Instant since = (this.trouble != null) ? this.trouble.since() : reason.since();
		Trouble kept = new Trouble(reason.cause(), reason.message(), reason.raw(), reason.refusedHash(),
				reason.waitsFor(), since);
		return new Entry(this.key, this.name, newState, this.corId, this.accepted, doubt, this.lacking, kept,
				this.source, failedRuns, notBefore, run, this.parkedReason, this.version);
	}

	/**
	 * It left the scope, proven.
	 * @param newCorId COR's id if it told
	 * @param newAccepted what COR is known to have accepted, null when it is not there
	 * @param reason why it left, for people who look it up
	 * @param run who found out
	 * @return the row that nobody has to see to
	 */
	public Entry outOfScope(@Nullable String newCorId, @Nullable String newAccepted, Trouble reason, LastRun run) {
		return new Entry(this.key, this.name, State.OUT_OF_SCOPE, (newCorId != null) ? newCorId : this.corId,
				newAccepted, null, this.lacking, reason, this.source, 0, null, run, null, this.version);
	}

	/**
	 * COR does not have it any more, as COR said.
	 * @return the row without anything accepted
	 */
	public Entry forgotten() {
		return new Entry(this.key, this.name, this.state, null, null, null, Set.of(), this.trouble, this.source,
				this.attempts, this.nextAttemptAt, this.lastRun, this.parkedReason, this.version);
	}

	/**
	 * It is still as far in COR as another version of this row says.
	 * @param other the row as it was
	 * @return this row with the other's accepted payload
	 */
	public Entry acceptedAs(Entry other) {
		return new Entry(this.key, this.name, this.state, other.corId, other.accepted, this.pending, this.lacking,
				this.trouble, this.source, this.attempts, this.nextAttemptAt, this.lastRun, this.parkedReason,
				this.version);
	}

	/**
	 * Names people and the source as they are now.
	 * @param newName what people call it
	 * @param newSource what the payload is made from
	 * @return the row about the new source
	 */
	public Entry about(String newName, Source newSource) {
		// Why it left or lacks something says nothing about what happens to it now.
		boolean stuck = this.state != State.OUT_OF_SCOPE && this.state != State.INCOMPLETE;
		Trouble open = stuck ? this.trouble : null;
		return new Entry(this.key, newName, this.state, this.corId, this.accepted, this.pending, this.lacking, open,
				newSource, this.attempts, this.nextAttemptAt, this.lastRun, this.parkedReason, this.version);
	}

	/**
	 * It is set aside, or taken back.
	 * @param reason why, null when it counts again
	 * @return the row otherwise as it is
	 */
	public Entry parked(@Nullable String reason) {
		return new Entry(this.key, this.name, this.state, this.corId, this.accepted, this.pending, this.lacking,
				this.trouble, this.source, this.attempts, this.nextAttemptAt, this.lastRun, reason, this.version);
	}

	/**
	 * This row in place of a claim that came to nothing.
	 * @param claim the row as it is in the database
	 * @return this row at the claim's version
	 */
	public Entry insteadOf(Entry claim) {
		return withVersion(claim.version());
	}

	Entry withVersion(long newVersion) {
		return new Entry(this.key, this.name, this.state, this.corId, this.accepted, this.pending, this.lacking,
				this.trouble, this.source, this.attempts, this.nextAttemptAt, this.lastRun, this.parkedReason,
				newVersion);
	}

}
