package io.corsync.salesforce;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * One call of the SOAP API.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
interface SoapCall<T> {

	@Nullable T on(PartnerConnection connection) throws ConnectionException;

	/**
	 * Told before the call is repeated: it may ask for less.
	 * @param failure what happened to it
	 */
	default void repeating(SoapFailure failure) {
	}

}
