package io.corsync.salesforce;

import java.net.URI;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Builds the HTTP client for everything that goes to Salesforce: it repeats nothing,
 * follows no redirect and keeps no cookie, so that each decision stands in this package.
 */
final class SalesforceHttp {

	private static final int CONNECTIONS = 16;

	private SalesforceHttp() {
	}

	static CloseableHttpClient client(SalesforceProperties settings) {
		Timeout silence = Timeout.of(settings.readTimeout());
		ConnectionConfig connection = ConnectionConfig.custom()
			.setConnectTimeout(Timeout.of(settings.connectTimeout()))
			.setSocketTimeout(silence)
			.setValidateAfterInactivity(TimeValue.ofSeconds(1))
			.build();
		HttpClientBuilder builder = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDefaultConnectionConfig(connection)
				.setMaxConnPerRoute(CONNECTIONS)
				.setMaxConnTotal(2 * CONNECTIONS)
				.build())
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(silence).build())
			.setUserAgent(Client.name())
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching();
		String proxy = settings.proxy();
		if (proxy != null && !proxy.isBlank()) {
			URI address = SettingsCheck.proxy(proxy);
			builder.setProxy(new HttpHost("http", address.getHost(), address.getPort()));
		}
		return builder.build();
	}

}
