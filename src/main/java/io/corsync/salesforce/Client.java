package io.corsync.salesforce;

/**
 * The name under which this program shows up in Salesforce's logs.
 */
final class Client {

	private Client() {
	}

	static String name() {
		String version = Client.class.getPackage().getImplementationVersion();
		return "cor-sync/" + ((version != null) ? version : "dev");
	}

}
