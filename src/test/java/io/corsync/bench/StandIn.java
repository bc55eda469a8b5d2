package io.corsync.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIBuilder;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Salesforce and a COR in a process of their own, as fast as can be: one thread each,
 * no thread waits for a latency.
 */
public final class StandIn implements AutoCloseable {

	private static final ContentType XML = ContentType.TEXT_XML.withCharset(StandardCharsets.UTF_8);

	private static final String SETTINGS = "/bench";

	private final Counters counters = new Counters();

	private final SalesforceAnswers salesforce = new SalesforceAnswers(this.counters);

	private final CorAnswers cor = new CorAnswers(this.counters);

	private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "latency");
		thread.setDaemon(true);
		return thread;
	});

	private final List<HttpAsyncServer> servers;

	private final int salesforcePort;

	private final int corPort;

	private volatile World world = World.of(1000);

	private volatile long latencyNanos;

	private volatile RateLimit limit = new RateLimit(0);

	private StandIn() throws Exception {
		HttpAsyncServer one = server();
		HttpAsyncServer other = server();
		this.servers = List.of(one, other);
		this.salesforcePort = listen(one);
		this.corPort = listen(other);
	}

	/**
	 * Starts both services on loopback.
	 */
	static StandIn start() throws Exception {
		return new StandIn();
	}

	/**
	 * Starts both and prints where, until standard input ends.
	 * @param args none
	 * @throws Exception when there is no port
	 */
	public static void main(String[] args) throws Exception {
		try (StandIn standIn = start()) {
			System.out.println(standIn.salesforcePort + " " + standIn.corPort);
			while (System.in.read() >= 0) {
				continue;
			}
		}
	}

	int salesforcePort() {
		return this.salesforcePort;
	}

	int corPort() {
		return this.corPort;
	}

	private HttpAsyncServer server() {
		Handler handler = new Handler();
		return AsyncServerBootstrap.bootstrap()
			.setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).build())
			.setRequestRouter((request, context) -> () -> new BasicServerExchangeHandler<>(handler))
			.create();
	}

	private static int listen(HttpAsyncServer server) throws Exception {
		server.start();
		ListenerEndpoint endpoint = server.listen(new InetSocketAddress("127.0.0.1", 0), URIScheme.HTTP).get();
		return ((InetSocketAddress) endpoint.getAddress()).getPort();
	}

	@Override
	public void close() {
		this.servers.forEach((server) -> server.initiateShutdown());
		this.servers.forEach((server) -> server.close(CloseMode.IMMEDIATE));
		this.later.shutdownNow();
	}

	/**
	 * Changes what {@code /bench?…} names, and tells the counters.
	 */
	private byte[] settings(String uri) {
		Map<String, String> wanted = new LinkedHashMap<>();
		for (NameValuePair pair : new URIBuilder(URI.create(uri)).getQueryParams()) {
			wanted.put(pair.getName(), pair.getValue());
		}
		byte[] told = JsonMapper.shared().writeValueAsBytes(told());
		if (wanted.containsKey("opportunities")) {
			this.world = World.aged(number(wanted, "opportunities"), number(wanted, "age"),
					Math.max(100, number(wanted, "text")), number(wanted, "refused"));
			this.counters.forget(true);
		}
		if (wanted.containsKey("touch")) {
			this.world = this.world.touched(number(wanted, "touch"));
		}
		if (wanted.containsKey("latency")) {
			this.latencyNanos = TimeUnit.MILLISECONDS.toNanos(number(wanted, "latency"));
		}
		if (wanted.containsKey("limit")) {
			this.limit = new RateLimit(number(wanted, "limit"));
		}
		if (wanted.containsKey("forget")) {
			this.counters.forget(false);
		}
		return told;
	}

	private static int number(Map<String, String> wanted, String name) {
		return Integer.parseInt(wanted.getOrDefault(name, "0"));
	}

	private Map<String, Object> told() {
		Map<String, Object> told = this.counters.told();
		told.put("cpuSeconds",
				ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9);
		return told;
	}

	/** Answers on the thread that read the request, or on the one of the latency. */
	private final class Handler implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {

		@Override
		public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(HttpRequest request, EntityDetails details,
				HttpContext context) {
			return new BasicRequestConsumer<>((details != null) ? new BasicAsyncEntityConsumer() : null);
		}

		@Override
		public void handle(Message<HttpRequest, byte[]> request, ResponseTrigger trigger, HttpContext context)
				throws HttpException, IOException {
			String path = request.getHead().getPath();
			byte[] body = (request.getBody() != null) ? request.getBody() : new byte[0];
			if (CorAnswers.isEntity(path)) {
				call(request.getHead().getMethod(), path, new String(body, StandardCharsets.UTF_8), trigger, context);
			}
			else if (path.startsWith("/services/Soap/u/")) {
				soap(new String(body, StandardCharsets.UTF_8), trigger, context);
			}
			else if (path.startsWith("/services/oauth2/token")) {
				send(trigger, context, 200, ContentType.APPLICATION_JSON,
						StandIn.this.salesforce.token("http://127.0.0.1:" + StandIn.this.salesforcePort));
			}
			else if (path.startsWith(SETTINGS)) {
				send(trigger, context, 200, ContentType.APPLICATION_JSON, settings(path));
			}
			else {
				send(trigger, context, 200, ContentType.APPLICATION_JSON, StandIn.this.cor.talk(path));
			}
		}

		private void soap(String request, ResponseTrigger trigger, HttpContext context)
				throws HttpException, IOException {
			byte[] answer;
			int status = 200;
			try {
				answer = StandIn.this.salesforce.call(request, StandIn.this.world);
			}
			catch (SoapFault ex) {
				status = 500;
				answer = SalesforceAnswers.fault(ex);
			}
			send(trigger, context, status, XML, answer);
		}

		private void call(String verb, String path, String body, ResponseTrigger trigger, HttpContext context)
				throws HttpException, IOException {
			long arrived = System.nanoTime();
			StandIn.this.counters.arrived(arrived);
			if (!StandIn.this.limit.admits(arrived)) {
				finish(StandIn.this.cor.tooMany(verb, path), trigger, context);
				return;
			}
			CorAnswers.Answer answer = StandIn.this.cor.call(verb, path, body, StandIn.this.world);
			if (StandIn.this.latencyNanos == 0) {
				finish(answer, trigger, context);
				return;
			}
			StandIn.this.later.schedule(() -> {
				finish(answer, trigger, context);
				return null;
			}, StandIn.this.latencyNanos - (System.nanoTime() - arrived), TimeUnit.NANOSECONDS);
		}

		private void finish(CorAnswers.Answer answer, ResponseTrigger trigger, HttpContext context)
				throws HttpException, IOException {
			StandIn.this.counters.answered(answer.what(), answer.done(), System.nanoTime());
			send(trigger, context, answer.status(), ContentType.APPLICATION_JSON, answer.body());
		}

		private void send(ResponseTrigger trigger, HttpContext context, int status, ContentType type, byte[] body)
				throws HttpException, IOException {
			trigger.submitResponse(
					new BasicResponseProducer(new BasicHttpResponse(status), new BasicAsyncEntityProducer(body, type)),
					context);
		}

	}

}
