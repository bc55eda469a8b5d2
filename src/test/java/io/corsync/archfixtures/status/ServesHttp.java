package io.corsync.archfixtures.status;

import com.sun.net.httpserver.Headers;

/** The JDK's server outside the sandbox. */
final class ServesHttp {

	Headers headers() {
		return new Headers();
	}

}
