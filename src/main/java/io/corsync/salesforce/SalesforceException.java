package io.corsync.salesforce;

import org.jspecify.annotations.Nullable;

/**
 * What Salesforce refused or could not do, after all bounded repetitions; the message
 * names the thing and the remedy in words an administrator understands.
 */
public abstract sealed class SalesforceException extends RuntimeException {

	private final @Nullable String code;

	SalesforceException(@Nullable String code, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.code = code;
	}

	/**
	 * Salesforce's exception code or OAuth error.
	 * @return the code, null when the answer had none
	 */
	public @Nullable String code() {
		return this.code;
	}

	/** The login was refused, or the settings for it do not fit. */
	public static final class Credentials extends SalesforceException {

		public Credentials(@Nullable String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

	/** The user may not do this: API access, an object, a field. */
	public static final class Rights extends SalesforceException {

		public Rights(@Nullable String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

	/** Salesforce does not understand the query: a field, a filter, a version. */
	public static final class InvalidRequest extends SalesforceException {

		public InvalidRequest(@Nullable String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

	/** Not reachable or out of order; waiting helps. */
	public static final class Unavailable extends SalesforceException {

		public Unavailable(@Nullable String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

	/** The org's API calls of the last 24 hours are used up; waiting helps. */
	public static final class QuotaExhausted extends SalesforceException {

		public QuotaExhausted(@Nullable String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

	/** An answer that nobody foresaw. */
	public static final class Unexpected extends SalesforceException {

		public Unexpected(@Nullable String code, String message, @Nullable Throwable cause) {
			super(code, message, cause);
		}

	}

}
