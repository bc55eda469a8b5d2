package io.corsync.sandbox;

/**
 * What a fault does to a call.
 */
enum CorEffect {

	/** A status and body of the fault's own. */
	ANSWER,

	/** A proxy's page, 502 unless another status is given. */
	HTML,

	/** The connection ends before anything was done. */
	DROP_BEFORE,

	/** Done, and the connection ends without an answer. */
	DROP_AFTER,

	/** The connection ends; the call is carried out some time later all the same. */
	DROP_THEN_PROCESS,

	/** Nothing happens for a while, then the call goes its way. */
	HANG_BEFORE,

	/** Nothing happens for a while, then the connection ends and nothing was done. */
	HANG_THEN_DROP,

	/** Done, and the answer comes after a while. */
	HANG_AFTER,

	/** Done, and the connection ends in the middle of the answer's body. */
	CUT,

	/** Done, and the answer is a 200 that is no JSON. */
	UNREADABLE,

	/** Done, and the answer comes in ten drops. */
	DRIP,

	/** 429. */
	TOO_MANY,

	/** 401, whatever the token. */
	UNAUTHORIZED,

	/** All tokens end before the call is looked at. */
	EXPIRE_TOKENS

}
