package io.corsync.ledger;

import java.time.Instant;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * One call to COR and what came of it.
 *
 * @param key the entity
 * @param run the run that called
 * @param startedAt when the call began
 * @param endedAt when its end was known
 * @param verb what was called
 * @param outcome what came of it, in a word
 * @param cause COR's name or code for it, null when it was accepted
 * @param changedFields names of the fields that were sent
 * @param raw COR's answer, kept only when it was not accepted
 */
public record Attempt(Entry.Key key, long run, Instant startedAt, Instant endedAt, Entry.Verb verb, String outcome,
		@Nullable String cause, SortedSet<String> changedFields, @Nullable String raw) {

}
