package io.corsync.cor;

/**
 * The verbs of the Integrations API that are used.
 */
enum Verb {

	/** Creates. */
	POST,

	/** Changes the fields that are sent. */
	PUT

}
