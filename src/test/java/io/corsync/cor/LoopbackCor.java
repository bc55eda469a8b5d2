package io.corsync.cor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that reads requests and lets the test write the answer's bytes.
 */
final class LoopbackCor implements AutoCloseable {

	static final String TOKEN_ANSWER = "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	final List<Request> calls = new CopyOnWriteArrayList<>();

	final List<Request> tokenRequests = new CopyOnWriteArrayList<>();

	final AtomicInteger connections = new AtomicInteger();

	volatile Script tokenScript = (request, answer) -> answer.json(200,
			TOKEN_ANSWER.formatted(this.tokenRequests.size()));

	volatile Script script = (request, answer) -> answer.json(200, "{\"id\":7,\"company_id\":3}");

	private final ServerSocket server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	LoopbackCor() throws IOException {
		this.server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
		this.threads.execute(this::accept);
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				socket.setTcpNoDelay(true);
				this.connections.incrementAndGet();
				this.sockets.add(socket);
				this.threads.execute(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			Request request = read(in);
			while (request != null) {
				boolean token = request.path().startsWith("/token");
				(token ? this.tokenRequests : this.calls).add(request);
				(token ? this.tokenScript : this.script).answer(request, new Answer(socket));
				request = socket.isClosed() ? null : read(in);
			}
		}
		catch (Exception ex) {
			// the client went away, or the script cut the connection
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	private static Request read(InputStream in) throws IOException {
		String first = line(in);
		if (first.isEmpty()) {
			return null;
		}
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
		}
		byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		String[] words = first.split(" ");
		return new Request(words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
	}

	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
			if (b != '\r') {
				line.write(b);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

	record Request(String method, String path, Map<String, String> headers, String body) {

		String token() {
			return this.headers.getOrDefault("authorization", "").replace("Bearer ", "");
		}

	}

	interface Script {

		void answer(Request request, Answer answer) throws Exception;

	}

	record Answer(Socket socket) {

		void json(int status, String body, String... headers) throws IOException {
			write(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
		}

		void html(int status) throws IOException {
			write(status, "text/html", "<html><body><h1>%d</h1>Please come back</body></html>".formatted(status)
				.getBytes(StandardCharsets.UTF_8));
		}

		void write(int status, String type, byte[] body, String... headers) throws IOException {
			StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\n");
			for (String header : headers) {
				head.append(header).append("\r\n");
			}
			head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
			raw(head.toString());
			this.socket.getOutputStream().write(body);
			this.socket.getOutputStream().flush();
		}

		void raw(String bytes) throws IOException {
			this.socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
			this.socket.getOutputStream().flush();
		}

		/** Closes with a TCP reset. */
		void reset() throws SocketException, IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

		void close() throws IOException {
			this.socket.close();
		}

		/** Says nothing until the client goes away. */
		void hang() throws IOException {
			this.socket.getInputStream().read();
		}

	}

}
