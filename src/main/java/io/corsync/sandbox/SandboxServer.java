package io.corsync.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

/**
 * The sandbox's one port, on loopback only.
 */
final class SandboxServer implements AutoCloseable {

	/** Connections waiting to be taken: more than any client opens at once. */
	private static final int BACKLOG = 1024;

	private final HttpServer server;

	private final ExecutorService threads;

	private SandboxServer(HttpServer server, ExecutorService threads) {
		this.server = server;
		this.threads = threads;
	}

	/**
	 * Starts serving.
	 * @param port the port, 0 for any free one
	 * @param sides what answers
	 * @return the server
	 */
	static SandboxServer start(int port, List<Side> sides) throws IOException {
		tune();
		HttpServer server = HttpServer
			.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port), BACKLOG);
		// Calls may hang, and must not keep others from being served.
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "sandbox");
			thread.setDaemon(true);
			return thread;
		});
		server.setExecutor(threads);
		sides.forEach((side) -> side.register(server));
		server.start();
		return new SandboxServer(server, threads);
	}

	/**
	 * The JDK's server reads these once, when its class is loaded: without the first each
	 * small answer waits 40 ms; the others keep it from closing idle connections under
	 * its clients.
	 */
	private static void tune() {
		for (String setting : List.of("nodelay=true", "maxIdleConnections=1024", "idleInterval=600")) {
			String name = "sun.net.httpserver." + setting.substring(0, setting.indexOf('='));
			if (System.getProperty(name) == null) {
				System.setProperty(name, setting.substring(setting.indexOf('=') + 1));
			}
		}
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
