package io.corsync.archfixtures.sync;

import org.apache.hc.core5.http.ContentType;

/** HTTP outside its rooms, by the library. */
final class SpeaksApacheHttp {

	ContentType type() {
		return ContentType.APPLICATION_JSON;
	}

}
