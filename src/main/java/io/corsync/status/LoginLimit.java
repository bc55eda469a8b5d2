package io.corsync.status;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down whoever guesses passwords: an account takes a few wrong ones in a row, an
 * address some more, and then one every now and then.
 */
final class LoginLimit extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(LoginLimit.class);

	private static final int PER_ACCOUNT = 10;

	private static final int PER_ADDRESS = 30;

	private static final Duration ONE_MORE = Duration.ofSeconds(30);

	/** Whoever makes up more names than that is slowed down by address. */
	private static final int REMEMBERED = 10_000;

	private static final int LONGEST_NAME = 100;

	private final TimeMeter time;

	private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > REMEMBERED;
		}

	};

	LoginLimit(TimeMeter time) {
		this.time = time;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isLogin(request) && !admit(request)) {
			log.warn("Too many logins from {}", request.getRemoteAddr());
			response.setHeader("Retry-After", String.valueOf(ONE_MORE.toSeconds()));
			response.sendError(429, "Too many tries. Wait half a minute, then try again.");
			return;
		}
		chain.doFilter(request, response);
	}

	private static boolean isLogin(HttpServletRequest request) {
		return request.getMethod().equals("POST") && request.getServletPath().equals("/login");
	}

	private synchronized boolean admit(HttpServletRequest request) {
		return address(request).tryConsume(1) && account(request).tryConsume(1);
	}

	/**
	 * A right password costs nothing.
	 */
	synchronized void passed(HttpServletRequest request) {
		address(request).addTokens(1);
		account(request).addTokens(1);
	}

	private Bucket address(HttpServletRequest request) {
		return bucket("address " + network(request.getRemoteAddr()), PER_ADDRESS);
	}

	private Bucket account(HttpServletRequest request) {
		return bucket("account " + name(request.getParameter("username")), PER_ACCOUNT);
	}

	private Bucket bucket(String key, int capacity) {
		return this.buckets.computeIfAbsent(key,
				(name) -> Bucket.builder()
					.withCustomTimePrecision(this.time)
					.addLimit((limit) -> limit.capacity(capacity).refillGreedy(1, ONE_MORE))
					.build());
	}

	private static String name(@Nullable String typed) {
		String name = (typed != null) ? typed.strip().toLowerCase(Locale.ROOT) : "";
		return name.substring(0, Math.min(name.length(), LONGEST_NAME));
	}

	// One customer's IPv6 network has more addresses than we can remember.
	private static String network(String address) {
		try {
			byte[] bytes = InetAddress.getByName(address).getAddress();
			if (bytes.length == 16) {
				StringBuilder network = new StringBuilder();
				for (int i = 0; i < 8; i++) {
					network.append("%02x".formatted(bytes[i]));
				}
				return network.toString();
			}
			return address;
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
