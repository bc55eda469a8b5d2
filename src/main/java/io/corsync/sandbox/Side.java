package io.corsync.sandbox;

import com.sun.net.httpserver.HttpServer;

/**
 * One service of the sandbox: its paths and what answers them.
 */
interface Side {

	/**
	 * Puts this side's paths on a server that has not been started yet.
	 */
	void register(HttpServer server);

}
