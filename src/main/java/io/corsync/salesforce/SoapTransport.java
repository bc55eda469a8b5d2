package io.corsync.salesforce;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;

import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.transport.Transport;

import java.io.IOException;

/**
 * Carries WSC's requests over our HTTP client, which WSC's own transport would hide.
 */
final class SoapTransport implements Transport {

	private final SoapExchange exchange;

	private final ByteArrayOutputStream request = new ByteArrayOutputStream();

	SoapTransport(SoapExchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public void setConfig(ConnectorConfig config) {
		// The HTTP client has its own settings.
	}

	@Override
	public OutputStream connect(String url, String soapAction) {
		return this.request;
	}

	@Override
	public InputStream getContent() throws IOException {
		return this.exchange.send(this.request.toByteArray());
	}

	/** A fault never gets here: the exchange reads it by itself. */
	@Override
	public boolean isSuccessful() {
		return true;
	}

	@Override
	public OutputStream connect(String endpoint, HashMap<String, String> headers) {
		throw new IllegalStateException("only SOAP goes this way");
	}

	@Override
	public OutputStream connect(String endpoint, HashMap<String, String> httpHeaders, boolean compress) {
		throw new IllegalStateException("only SOAP goes this way");
	}

}
