package io.corsync.sandbox;

import com.sun.net.httpserver.HttpServer;

/**
 * The Salesforce of the sandbox: token endpoint, SOAP Partner API and administration.
 */
final class SalesforceSide implements Side {

	private final SalesforceWorld world;

	SalesforceSide(SalesforceWorld world) {
		this.world = world;
	}

	@Override
	public void register(HttpServer server) {
		server.createContext(SalesforceToken.PATH, new SalesforceToken(this.world));
		server.createContext(SalesforceSoap.PATH, new SalesforceSoap(this.world));
		server.createContext(SalesforceAdmin.PATH, new SalesforceAdmin(this.world));
	}

}
