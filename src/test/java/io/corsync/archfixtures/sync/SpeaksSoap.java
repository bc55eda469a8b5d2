package io.corsync.archfixtures.sync;

import com.sforce.ws.ConnectorConfig;

/** WSC outside its room. */
final class SpeaksSoap {

	ConnectorConfig config() {
		return new ConnectorConfig();
	}

}
