package io.corsync.cor;

import java.time.Duration;

import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import org.springframework.util.function.SingletonSupplier;

/**
 * Sets the HTTP library up so that it sends a request once and nothing behind our back.
 */
final class WireClient {

	private static final int LONGEST_HEADER = 16 * 1024;

	private static final int MOST_HEADERS = 200;

	/** What a server that does not say keeps idle connections for, at the least. */
	private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(4);

	/** A connection the server is about to close would make a doubtful call. */
	private static final TimeValue KEEP_ALIVE_MARGIN = TimeValue.ofSeconds(1);

	private WireClient() {
	}

	static CloseableHttpClient create(int maxInFlight, Duration connectTimeout, Duration deadline) {
		return HttpClientBuilder.create()
			.setConnectionManager(pool(maxInFlight, connectTimeout, deadline))
			.setRequestExecutor(new Sending.Executor())
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(Timeout.of(deadline))
				.setResponseTimeout(Timeout.of(deadline))
				.setConnectionKeepAlive(KEEP_ALIVE)
				.setProtocolUpgradeEnabled(false)
				.build())
			.setKeepAliveStrategy(keepAlive())
			.setUserAgent("salesforce-cor-sync")
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.build();
	}

	private static PoolingHttpClientConnectionManager pool(int maxInFlight, Duration connectTimeout,
			Duration deadline) {
		// One more for the token.
		int size = maxInFlight + 1;
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(size)
			.setMaxConnPerRoute(size)
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
				.http1Config(
						Http1Config.custom().setMaxLineLength(LONGEST_HEADER).setMaxHeaderCount(MOST_HEADERS).build())
				.build())
			.setTlsSocketStrategy(tls())
			.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(connectTimeout)).build())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(connectTimeout))
				.setSocketTimeout(Timeout.of(deadline))
				// Always: a stale connection found after the first byte is a doubtful
				// call.
				.setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
				.build())
			.build();
	}

	/** Reads all certificates there are, for which a run without a call has no use. */
	private static TlsSocketStrategy tls() {
		SingletonSupplier<TlsSocketStrategy> whenFirstUsed = SingletonSupplier
			.of(DefaultClientTlsStrategy::createDefault);
		return (socket, target, port, attachment, context) -> whenFirstUsed.obtain()
			.upgrade(socket, target, port, attachment, context);
	}

	private static ConnectionKeepAliveStrategy keepAlive() {
		return (response, context) -> {
			TimeValue idle = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
			return TimeValue.ofMilliseconds(Math.max(0, idle.toMilliseconds() - KEEP_ALIVE_MARGIN.toMilliseconds()));
		};
	}

}
