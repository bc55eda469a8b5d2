package io.corsync.prove;

import java.util.Locale;

/**
 * A moment at which a run dies.
 */
enum Boundary {

	/** The claim of a call is written, and not committed. */
	BEFORE_CLAIM,

	/** The claim is committed, and nothing was sent. */
	AFTER_CLAIM,

	/** COR has the request, and has not answered. */
	REQUEST_SENT,

	/** COR's answer was read and is written, and not committed. */
	ANSWER_RECEIVED,

	/** The outcome is committed, and nothing else after it. */
	LEDGER_COMMIT,

	/** The position that covers rows that are done is committed. */
	POSITION,

	/** The watermark has moved, and the run has not ended. */
	WATERMARK;

	/** Whether it lies before the commit that it is about. */
	boolean before() {
		return this == BEFORE_CLAIM || this == ANSWER_RECEIVED;
	}

	/** The name in cases: {@code before-claim}. */
	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
