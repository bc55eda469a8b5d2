package io.corsync.sandbox;

/**
 * What a correct client never brings about.
 */
enum CorViolation {

	/** One external id stands for two living entities. */
	DOUBLED_ENTITY,

	/** A POST while another POST of the same id had not been answered. */
	OVERLAPPING_POSTS,

	/** A call named a client this API never created. */
	CLIENT_NOT_FOUND,

	/** A call named a contract this API never created. */
	CONTRACT_NOT_FOUND,

	/** A call named a brand this API never created. */
	BRAND_NOT_FOUND,

	/** A call named a product this API never created. */
	PRODUCT_NOT_FOUND,

	/** A call although 429 had asked for a pause. */
	CALL_DURING_HOLD,

	/** More calls in flight than the stated ceiling. */
	OVER_CEILING,

	/** No such path, not JSON, no metadata, an unknown source or field. */
	MALFORMED_CALL

}
