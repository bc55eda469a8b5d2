package io.corsync.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A call that COR refuses, with the name or code its API reference gives the reason.
 */
final class CorRefusal extends RuntimeException {

	private final String name;

	private final @Nullable String code;

	private final int status;

	private final boolean malformed;

	private CorRefusal(String name, @Nullable String code, int status, String message) {
		this(name, code, status, message, false);
	}

	private CorRefusal(String name, @Nullable String code, int status, String message, boolean malformed) {
		super(message, null, false, false);
		this.malformed = malformed;
		this.name = name;
		this.code = code;
		this.status = status;
	}

	static CorRefusal invalid(String message) {
		return new CorRefusal("ValidationError", null, 400, message);
	}

	/** Invalid in a way that no data can be blamed for. */
	static CorRefusal malformed(String message) {
		return new CorRefusal("ValidationError", null, 400, message, true);
	}

	static CorRefusal source(String message) {
		return new CorRefusal("InvalidSourceError", null, 400, message, true);
	}

	static CorRefusal unauthorized(String message) {
		return new CorRefusal("UnauthorizedError", null, 401, message);
	}

	static CorRefusal noSuchPath(String verb, String path) {
		return new CorRefusal("NotFoundError", null, 404, "Cannot " + verb + " " + path, true);
	}

	static CorRefusal notFound(CorKind kind, String id) {
		return new CorRefusal(kind.notFound(), null, 404,
				kind.word() + " with external id " + id + " does not exist in the integration mappings");
	}

	static CorRefusal notAssociated() {
		return new CorRefusal("CORCustomError", "ZC001", 404, "Entity is not associated");
	}

	static CorRefusal duplicate(CorKind kind, String id) {
		return new CorRefusal("DuplicateExternalIdError", null, 409,
				kind.word() + " with external id " + id + " already exists for this source");
	}

	static CorRefusal dateRange(String start, String end) {
		return new CorRefusal("InvalidDateRangeError", null, 400,
				"The start date " + start + " is after the end date " + end);
	}

	static CorRefusal deletion(CorKind kind, String id, String reason) {
		return new CorRefusal("DeletionError", null, 409, kind.word() + " " + id + " cannot be deleted: " + reason);
	}

	static CorRefusal noRate(String currency, String base) {
		return new CorRefusal("CORCustomError", "CTR006", 400,
				"Cannot save contract. Exchange rate not found for %s to %s. Please sync exchange rates first."
					.formatted(currency, base));
	}

	static CorRefusal tooMany() {
		return new CorRefusal("TooManyRequestsError", null, 429, "Too many requests");
	}

	String name() {
		return this.name;
	}

	@Nullable String code() {
		return this.code;
	}

	/** The code, else the name: what tells this refusal from others. */
	String key() {
		return (this.code != null) ? this.code : this.name;
	}

	boolean isMalformed() {
		return this.malformed;
	}

	/** The status unless the sandbox is told another one. */
	int status() {
		return this.status;
	}

	String words() {
		return String.valueOf(getMessage());
	}

}
