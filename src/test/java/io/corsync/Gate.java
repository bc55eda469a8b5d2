package io.corsync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A door in front of a service: open, shut so that connections are refused, or open with
 * nobody who answers.
 */
final class Gate implements AutoCloseable {

	private final URI behind;

	private final int port;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean silent;

	private volatile Instant firstKnock;

	private volatile ServerSocket door;

	Gate(URI behind) {
		this.behind = behind;
		this.door = listen(0);
		this.port = this.door.getLocalPort();
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/**
	 * Refuses connections, and cuts those there are.
	 */
	void refuse() {
		close(this.door);
		this.sockets.forEach(Gate::close);
	}

	/**
	 * Takes connections and requests, and never answers.
	 */
	void hang() {
		this.silent = true;
	}

	/**
	 * When somebody came to the open door first.
	 */
	Optional<Instant> firstKnock() {
		return Optional.ofNullable(this.firstKnock);
	}

	void open() {
		this.silent = false;
		this.sockets.forEach(Gate::close);
		if (this.door.isClosed()) {
			this.door = listen(this.port);
		}
	}

	private ServerSocket listen(int number) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
			start(() -> accept(socket));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "gate");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept(ServerSocket socket) {
		try {
			while (true) {
				Socket client = socket.accept();
				if (this.firstKnock == null) {
					this.firstKnock = Instant.now();
				}
				Socket service = new Socket(this.behind.getHost(), this.behind.getPort());
				this.sockets.add(client);
				this.sockets.add(service);
				start(() -> carry(client, service));
				start(() -> carry(service, client));
			}
		}
		catch (IOException ex) {
			// Shut.
			close(socket);
		}
	}

	private void carry(Socket from, Socket to) {
		byte[] buffer = new byte[16 * 1024];
		try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				if (!this.silent) {
					out.write(buffer, 0, count);
					out.flush();
				}
			}
		}
		catch (IOException ex) {
			// One side is gone.
			close(from);
		}
		finally {
			close(from);
			close(to);
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		refuse();
	}

}
