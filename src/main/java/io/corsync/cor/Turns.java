package io.corsync.cor;

import java.time.Instant;

/**
 * Says when the next call may begin; asked by one thread at a time.
 */
interface Turns {

	/**
	 * The next turn, the same one until it is taken.
	 * @return when it is, at the earliest; in the past when nobody has to wait
	 */
	Instant next();

	/**
	 * The next turn is taken.
	 * @param due when it should have been taken, for somebody was waiting
	 * @param at when it really was
	 */
	void taken(Instant due, Instant at);

}
