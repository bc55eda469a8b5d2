package io.corsync.cor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names and codes of COR's errors that mean something to us, the more telling one
 * first: an answer may carry several.
 */
enum CorWord {

	DUPLICATE("DuplicateExternalIdError"),

	/** No exchange rate for a contract's currency. */
	NO_EXCHANGE_RATE("CTR006"),

	INVALID_SOURCE("InvalidSourceError"),

	/** "Entity is not associated". */
	NOT_ASSOCIATED("ZC001"),

	CLIENT_NOT_FOUND("ClientNotFoundError"),

	CONTRACT_NOT_FOUND("ContractNotFoundError"),

	/** Not documented, but named as its neighbours are. */
	BRAND_NOT_FOUND("BrandNotFoundError"),

	/** Not documented, but named as its neighbours are. */
	PRODUCT_NOT_FOUND("ProductNotFoundError"),

	PROJECT_NOT_FOUND("ProjectNotFoundError"),

	INVALID_DATE_RANGE("InvalidDateRangeError"),

	DELETION("DeletionError"),

	VALIDATION("ValidationError");

	private static final Map<String, CorWord> BY_TEXT = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap((word) -> word.text.toLowerCase(Locale.ROOT), Function.identity()));

	private final String text;

	CorWord(String text) {
		this.text = text;
	}

	String text() {
		return this.text;
	}

	static Optional<CorWord> of(String text) {
		return Optional.ofNullable(BY_TEXT.get(text.strip().toLowerCase(Locale.ROOT)));
	}

}
