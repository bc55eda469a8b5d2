package io.corsync.archfixtures.sync;

import org.springframework.web.client.RestClient;

/** HTTP outside its rooms, by Spring's way. */
final class SpeaksRest {

	RestClient client() {
		return RestClient.create();
	}

}
