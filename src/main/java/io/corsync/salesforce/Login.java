package io.corsync.salesforce;

/**
 * A way to get a new session.
 */
@FunctionalInterface
interface Login {

	Session open() throws SoapFailure;

}
