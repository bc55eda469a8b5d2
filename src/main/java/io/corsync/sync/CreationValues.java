package io.corsync.sync;

import java.util.Set;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * Values that a person gave for projects to be created with. The ledger keeps them beside
 * the row, so that whichever run creates it in the end does not forget them.
 */
final class CreationValues {

	private final Payload given;

	private final Set<String> sentOnce;

	/**
	 * Creates the values of a run.
	 * @param given what was given for this run, empty for nothing
	 * @param sentOnce fields of projects that the mapping of now sends once
	 */
	CreationValues(Payload given, Set<String> sentOnce) {
		this.given = given;
		this.sentOnce = sentOnce;
	}

	/**
	 * The entity as it is to be created.
	 */
	Mapped applied(Mapped mapped, @Nullable Entry entry) {
		Payload values = values(mapped.kind(), entry).only(this.sentOnce);
		return values.isEmpty() ? mapped : mapped.with(values.over(mapped.payload()));
	}

	/**
	 * What the ledger is to remember.
	 * @return canonical text, null for nothing
	 */
	@Nullable String remembered(Kind kind, @Nullable Entry entry) {
		Payload values = values(kind, entry);
		return values.isEmpty() ? null : values.text();
	}

	private Payload values(Kind kind, @Nullable Entry entry) {
		if (kind != Kind.PROJECT) {
			return Payload.empty();
		}
		// What is in COR keeps what it was created with.
		if (!this.given.isEmpty() && (entry == null || !entry.inCor())) {
			return this.given;
		}
		String before = (entry != null) ? entry.source().creationValues() : null;
		return (before != null) ? Payload.parse(before) : Payload.empty();
	}

}
