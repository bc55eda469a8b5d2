package io.corsync.cor;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of COR; they may be unsound, {@link #problems()} tells.
 *
 * @param baseUrl where the Integrations API is
 * @param tokenUrl where tokens are
 * @param apiKey the key, half of the credentials
 * @param clientSecret the secret, the other half
 * @param companyId the company the credentials must belong to, null for any
 * @param maxInFlight calls at the same time
 * @param requestsPerSecond calls per second, 0 for no fixed rate
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long a call may take in all
 * @param maxAttempts attempts of a call that was surely not executed
 * @param settleAfter how long after a doubtful call COR is asked about it again
 */
@ConfigurationProperties("cor")
public record CorProperties(@Nullable @DefaultValue("https://integrations.projectcor.com") URI baseUrl,
		@Nullable @DefaultValue("https://api.projectcor.com/v1/oauth/token") URI tokenUrl, @Nullable String apiKey,
		@Nullable String clientSecret, @Nullable String companyId, @DefaultValue("8") int maxInFlight,
		@DefaultValue("0") double requestsPerSecond, @DefaultValue("5s") Duration connectTimeout,
		@DefaultValue("30s") Duration readTimeout, @DefaultValue("5") int maxAttempts,
		@DefaultValue("2m") Duration settleAfter) {

	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

	/** Secrets from files end in a line break more often than not. */
	public CorProperties {
		apiKey = stripped(apiKey);
		clientSecret = stripped(clientSecret);
		companyId = stripped(companyId);
	}

	private static @Nullable String stripped(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Everything that is wrong with the settings, at once.
	 * @return the problems, none when the settings are sound
	 */
	public List<Problem> problems() {
		List<Problem> problems = new ArrayList<>();
		checkUrl(problems, "cor.base-url", this.baseUrl);
		checkUrl(problems, "cor.token-url", this.tokenUrl);
		checkSecret(problems, "cor.api-key", this.apiKey);
		checkSecret(problems, "cor.client-secret", this.clientSecret);
		if (this.apiKey != null && this.apiKey.indexOf(':') >= 0) {
			problems.add(new Problem("cor.api-key", "contains a colon", "set the key alone, the secret separately"));
		}
		checkRange(problems, "cor.max-in-flight", this.maxInFlight, 1, 256);
		checkRange(problems, "cor.requests-per-second", this.requestsPerSecond, 0, 1000);
		checkRange(problems, "cor.max-attempts", this.maxAttempts, 1, 20);
		checkRange(problems, "cor.connect-timeout", this.connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(5));
		checkRange(problems, "cor.read-timeout", this.readTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
		checkRange(problems, "cor.settle-after", this.settleAfter, Duration.ZERO, Duration.ofDays(1));
		return List.copyOf(problems);
	}

	/**
	 * These settings if they are sound.
	 * @throws CorException.Credentials naming every problem
	 */
	void requireSound() {
		List<Problem> problems = problems();
		if (!problems.isEmpty()) {
			throw new CorException.Credentials(problems.stream()
				.map(Problem::toString)
				.collect(Collectors.joining("\n", "The settings of COR do not fit:\n", "")), null);
		}
	}

	private static void checkUrl(List<Problem> problems, String key, @Nullable URI url) {
		if (url == null || url.toString().isBlank()) {
			problems.add(new Problem(key, "is missing", "set COR's address"));
		}
		else if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
			problems.add(new Problem(key, "is not a web address", "set an address that begins with https://"));
		}
		else if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
			problems.add(new Problem(key, "carries more than host and path",
					"set it without user, question mark and hash sign"));
		}
		else if ("http".equals(url.getScheme())
				&& !LOOPBACK.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches()) {
			problems.add(new Problem(key, "is plain http to '%s'".formatted(url.getHost()),
					"use https; plain http is for this machine only"));
		}
	}

	private static void checkSecret(List<Problem> problems, String key, @Nullable String value) {
		if (value == null) {
			problems
				.add(new Problem(key, "is missing", "set what COR's integrations page shows for the API credentials"));
		}
		else if (value.chars().anyMatch((c) -> c <= ' ' || c == 0x7f)) {
			problems.add(new Problem(key, "contains a blank or a line break", "copy it again from COR"));
		}
	}

	private static <T extends Comparable<? super T>> void checkRange(List<Problem> problems, String key,
			@Nullable T value, T least, T most) {
		if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			problems.add(new Problem(key, "is " + words(value), "set %s to %s".formatted(words(least), words(most))));
		}
	}

	private static void checkRange(List<Problem> problems, String key, double value, double least, double most) {
		if (!(value >= least && value <= most)) {
			problems.add(new Problem(key, "is " + value, "set %s to %s".formatted(least, most)));
		}
	}

	private static String words(@Nullable Object value) {
		return (value instanceof Duration duration) ? duration.toString().substring(2).toLowerCase(Locale.ROOT)
				: Objects.toString(value, "missing");
	}

	/** Without the secrets. */
	@Override
	public String toString() {
		return "CorProperties[baseUrl=%s, tokenUrl=%s, apiKey=%s, clientSecret=%s, companyId=%s, maxInFlight=%d, requestsPerSecond=%s, connectTimeout=%s, readTimeout=%s, maxAttempts=%d, settleAfter=%s]"
			.formatted(this.baseUrl, this.tokenUrl, masked(this.apiKey), masked(this.clientSecret), this.companyId,
					this.maxInFlight, this.requestsPerSecond, this.connectTimeout, this.readTimeout, this.maxAttempts,
					this.settleAfter);
	}

	private static String masked(@Nullable String secret) {
		return (secret != null) ? "***" : "missing";
	}

	/**
	 * One thing that is wrong with the settings.
	 *
	 * @param key the setting
	 * @param fault what is wrong with it; never a secret's value
	 * @param remedy what to do
	 */
	public record Problem(String key, String fault, String remedy) {

		/**
		 * The setting as an environment variable.
		 * @return its name
		 */
		public String environmentName() {
			return this.key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
		}

		@Override
		public String toString() {
			return "%s %s: %s (environment variable %s)".formatted(this.key, this.fault, this.remedy,
					environmentName());
		}

	}

}
