package io.corsync.cor;

import java.time.Instant;

/**
 * A token of COR.
 *
 * @param value what goes into the header
 * @param renewAt when another one is needed
 */
record Token(String value, Instant renewAt) {

	/** Without the value. */
	@Override
	public String toString() {
		return "Token[until " + this.renewAt + "]";
	}

}
