package io.corsync.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Calls and nothing else: each thread sends the next one as soon as it has an answer. No
 * program that uses this HTTP client can be faster on the machine it runs on.
 */
public final class BareCalls {

	private static final String BODY = "{\"id\":\"00600000%07dAAA\",\"name\":\"Call %<d\",\"brief\":\""
			+ "x".repeat(600) + "\",\"metadata\":{\"source\":\"SALESFORCE\"}}";

	private BareCalls() {
	}

	/**
	 * Creates projects.
	 * @param args the URL of COR, the calls in flight, and how many calls
	 * @throws Exception for any trouble
	 */
	public static void main(String[] args) throws Exception {
		int inFlight = Integer.parseInt(args[1]);
		int calls = Integer.parseInt(args[2]);
		AtomicInteger next = new AtomicInteger();
		AtomicInteger failures = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(inFlight);
		try (CloseableHttpClient http = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnPerRoute(inFlight)
				.setMaxConnTotal(inFlight)
				.build())
			.disableAutomaticRetries()
			.build()) {
			for (int i = 0; i < inFlight; i++) {
				threads.submit(() -> {
					for (int call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
						if (status(http, args[0], call) != 201) {
							failures.incrementAndGet();
						}
					}
					return null;
				});
			}
			threads.shutdown();
			threads.awaitTermination(1, TimeUnit.HOURS);
		}
		System.exit((failures.get() > 0) ? 1 : 0);
	}

	private static int status(CloseableHttpClient http, String cor, int call) throws Exception {
		HttpPost post = new HttpPost(cor + "/v2/integrations/projects");
		post.setHeader("Authorization", "Bearer bench");
		post.setEntity(new ByteArrayEntity(BODY.formatted(call).getBytes(StandardCharsets.US_ASCII),
				ContentType.APPLICATION_JSON));
		return http.execute(post, (response) -> {
			EntityUtils.consume(response.getEntity());
			return response.getCode();
		});
	}

}
