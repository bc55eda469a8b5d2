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

}
