package io.corsync.archfixtures.cor;

import java.net.http.HttpClient;

/** Keeps to every rule: HTTP belongs here. */
public final class Client {

	HttpClient http() {
		return HttpClient.newHttpClient();
	}

}
