package io.corsync.cor;

import org.jspecify.annotations.Nullable;

/**
 * What became of one call to COR, after the client's own bounded repetitions of what was
 * surely not executed.
 */
public sealed interface CorAnswer {

	/**
	 * COR's answer as it came.
	 * @return the status line or body for the operator, shortened; empty when there was
	 * none
	 */
	String raw();

	/**
	 * COR did it.
	 *
	 * @param corId COR's own id of the entity, null when the answer had none
	 * @param companyId COR's id of the company, null when the answer had none
	 * @param raw empty: what went well is not kept
	 */
	record Accepted(@Nullable String corId, @Nullable String companyId, String raw) implements CorAnswer {

	}

	/**
	 * A POST met an entity with the same external id.
	 *
	 * @param raw the answer
	 */
	record Duplicate(String raw) implements CorAnswer {

	}

	/**
	 * A PUT did not find the entity itself.
	 *
	 * @param cause COR's name or code
	 * @param raw the answer
	 */
	record Missing(String cause, String raw) implements CorAnswer {

	}

	/**
	 * The entity's parent is not in COR; {@code ZC001} names no kind, and on a project's
	 * PUT it may mean the entity itself instead.
	 *
	 * @param parent the kind of the missing parent, null when COR did not say which
	 * @param cause COR's name or code
	 * @param message COR's words
	 * @param raw the answer
	 */
	record ParentMissing(@Nullable Kind parent, String cause, String message, String raw) implements CorAnswer {

	}

	/**
	 * COR refused the call for good.
	 *
	 * @param nature what sort of refusal it is
	 * @param cause COR's name or code, else {@code HTTP_422} and the like
	 * @param message COR's words
	 * @param raw the answer
	 */
	record Refused(Nature nature, String cause, String message, String raw) implements CorAnswer {

	}

	/**
	 * Surely not executed, and the attempts are used up.
	 *
	 * @param cause {@code CONNECTION_REFUSED}, {@code TOO_MANY_REQUESTS}, …
	 * @param message what happened, in words
	 * @param raw the last answer
	 */
	record NotSent(String cause, String message, String raw) implements CorAnswer {

	}

	/**
	 * Sent, and no answer that could be read: it may have been executed, or may still be.
	 *
	 * @param cause {@code READ_TIMEOUT}, {@code CONNECTION_RESET}, {@code HTTP_503},
	 * {@code UNREADABLE_ANSWER}, …
	 * @param message what happened, in words
	 * @param raw the answer as far as there was one
	 */
	record Unclear(String cause, String message, String raw) implements CorAnswer {

	}

	/** What sort of refusal it is. */
	enum Nature {

		/** The row's own values: sending them again is useless. */
		DATA,

		/** A setting in COR: other rows meet it as well until somebody changes it. */
		CONFIGURATION

	}

}
