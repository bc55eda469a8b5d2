package io.corsync.archfixtures.cli;

import java.net.http.HttpRequest;

/** HTTP outside its rooms, by the JDK's way. */
final class SpeaksHttp {

	HttpRequest.Builder request() {
		return HttpRequest.newBuilder();
	}

}
