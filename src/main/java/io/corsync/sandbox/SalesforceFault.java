package io.corsync.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Trouble that is to happen.
 *
 * @param on the operation it strikes, as {@code query} or {@code token}; {@code *} for
 * any
 * @param call strikes the so-manieth call from now on, counted from 1
 * @param next strikes the next so many calls; 1 when neither call nor probability is
 * given
 * @param probability strikes a call with this probability
 * @param seed makes the probability repeatable
 * @param does what happens
 * @param code the exception code of a fault
 * @param message its text
 * @param status the HTTP status of a page, 503 when not given
 * @param millis how long a delay lasts
 * @param containing strikes only calls whose text contains this
 */
record SalesforceFault(String on, @Nullable Integer call, @Nullable Integer next, @Nullable Double probability,
		@Nullable Long seed, @JsonProperty("do") Kind does, @Nullable String code, @Nullable String message,
		@Nullable Integer status, @Nullable Long millis, @Nullable String containing) {

	enum Kind {

		/** A SOAP fault, or an OAuth error from the token endpoint. */
		FAULT,

		/** An HTML page instead of an answer. */
		HTML,

		/** A status without a body. */
		EMPTY,

		/** No answer until the org is reset or the sandbox stops. */
		HANG,

		/** The right answer, late. */
		DELAY,

		/** The connection ends without an answer. */
		RESET,

		/** The right answer ends in the middle. */
		TRUNCATE

	}

	SalesforceFault {
		// Jackson hands over what was in the file, so these may be missing after all.
		if (on == null || does == null) {
			throw new IllegalArgumentException("a fault needs \"on\" and \"do\"");
		}
		if (does == Kind.FAULT && code == null) {
			throw new IllegalArgumentException("a fault that does \"FAULT\" needs a \"code\"");
		}
		if (does == Kind.DELAY && millis == null) {
			throw new IllegalArgumentException("a fault that does \"DELAY\" needs \"millis\"");
		}
	}

	/**
	 * The next call of an operation does something.
	 */
	static SalesforceFault next(String on, int calls, Kind does) {
		return new SalesforceFault(on, null, calls, null, null, does, null, null, null, null, null);
	}

	/**
	 * The so-manieth call of an operation fails with an exception code.
	 */
	static SalesforceFault fault(String on, int call, String code, String message) {
		return new SalesforceFault(on, call, null, null, null, Kind.FAULT, code, message, null, null, null);
	}

	boolean strikes(String operation, String text) {
		return (this.on.equals("*") || this.on.equals(operation))
				&& (this.containing == null || text.contains(this.containing));
	}

	int httpStatus() {
		return (this.status != null) ? this.status : 503;
	}

}
