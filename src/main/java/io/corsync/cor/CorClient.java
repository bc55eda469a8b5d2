package io.corsync.cor;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of COR's Integrations API. A call goes, over and over while it was surely
 * not executed:
 * <ol>
 * <li>wait for a slot, for COR's patience, for the brake, for the rate</li>
 * <li>take the token</li>
 * <li>ask the permit</li>
 * <li>send once</li>
 * <li>classify the answer, tell the pace and the brake</li>
 * </ol>
 * Whatever a call throws, it was surely not executed.
 */
public final class CorClient implements Cor, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(CorClient.class);

	private static final int MOST_USELESS_TOKENS = 2;

	/** Only reached when other calls use every token up. */
	private static final int MOST_TOKENS = 10;

	private static final int TOO_MANY = 429;

	private static final int OVERLOADED = 503;

	private final String baseUrl;

	private final Duration deadline;

	private final int maxAttempts;

	private final Clock clock;

	private final Waits waits;

	private final Limiter limiter;

	private final OutageBrake brake;

	private final Wire wire;

	private final Tokens tokens;

	private final ClientNames clientNames;

	private final MainApi mainApi;

	private final Classification classification;

	private volatile boolean stopped;

	/** Why COR does not let us in: what it says to one call it would say to all. */
	private final AtomicReference<CorException.@Nullable Credentials> unwelcome = new AtomicReference<>();

	private volatile boolean closed;

	private final CallTimes times;

	CorClient(CorProperties properties, Clock clock, Sleeper sleeper, RandomGenerator random) {
		this(properties, CallTimes.NONE, clock, sleeper, random);
	}

	CorClient(CorProperties properties, CallTimes times, Clock clock, Sleeper sleeper, RandomGenerator random) {
		this.times = times;
		properties.requireSound();
		String apiKey = Objects.requireNonNull(properties.apiKey());
		String clientSecret = Objects.requireNonNull(properties.clientSecret());
		String authorization = TokenService.basic(apiKey, clientSecret);
		Secrets secrets = new Secrets(apiKey, clientSecret, authorization.substring("Basic ".length()));
		this.baseUrl = Objects.requireNonNull(properties.baseUrl()).toString().replaceAll("/+$", "");
		this.deadline = properties.readTimeout();
		this.maxAttempts = properties.maxAttempts();
		this.clock = clock;
		this.waits = new Waits(clock, sleeper, random);
		this.limiter = new Limiter(properties.maxInFlight(), properties.requestsPerSecond(), clock, this.waits);
		Wire calls = new Wire(properties.maxInFlight(), properties.connectTimeout(), this.deadline, clock);
		this.wire = calls;
		this.brake = new OutageBrake(properties.maxInFlight(), clock, () -> calls.cutAfter(Duration.ZERO));
		URI tokenUrl = Objects.requireNonNull(properties.tokenUrl());
		TokenService service = new TokenService(tokenUrl, authorization, this.maxAttempts, this.wire, this.limiter,
				this.waits, clock, secrets);
		this.tokens = new Tokens(service, clock, secrets);
		this.clientNames = new ClientNames(tokenUrl, this.wire);
		this.mainApi = new MainApi(tokenUrl, this.wire, () -> this.tokens.get(null, this::requireOpen));
		this.classification = new Classification(secrets);
	}

	/**
	 * A client of these settings; nothing touches the network before the first call.
	 * @param properties sound settings
	 * @param times told of each call
	 * @return the client, to be closed at the end
	 * @throws CorException.Credentials naming every problem of the settings
	 */
	public static CorClient open(CorProperties properties, CallTimes times) {
		return new CorClient(properties, times, new SteadyClock(), Sleeper.REAL, new Random());
	}

	@Override
	public void login() {
		// A run begins: what stopped the last one is tried anew.
		this.stopped = false;
		this.unwelcome.set(null);
		this.brake.reset();
		this.tokens.get(null, this::requireOpen);
	}

	@Override
	public CorAnswer create(Kind kind, String externalId, Payload payload, CallPermit permit) {
		return call(new Call(Verb.POST, kind, externalId, path(kind), Json.request(externalId, payload), permit));
	}

	@Override
	public CorAnswer update(Kind kind, String externalId, Payload changes, CallPermit permit) {
		String path = path(kind) + "/" + URLEncoder.encode(externalId, StandardCharsets.UTF_8).replace("+", "%20");
		return call(new Call(Verb.PUT, kind, externalId, path, Json.request(null, changes), permit));
	}

	@Override
	public void list(Kind kind, Consumer<Listed> rows) {
		this.mainApi.list(kind, rows);
	}

	@Override
	public Optional<Listed> find(Kind kind, String corId) {
		return this.mainApi.find(kind, corId);
	}

	@Override
	public List<String> clientNames() {
		try {
			return this.clientNames.read(this.tokens.get(null, this::requireOpen));
		}
		catch (RuntimeException ex) {
			log.debug("COR's clients could not be read", ex);
			return List.of();
		}
	}

	@Override
	public CorPace pace() {
		return this.limiter.look();
	}

	private String path(Kind kind) {
		return this.baseUrl + "/v2/integrations/" + kind.path();
	}

	private CorAnswer call(Call call) {
		long servedBefore = this.brake.served();
		Instant began = this.clock.instant();
		for (int attempt = 1;; attempt++) {
			Verdict verdict = sendWithToken(call);
			if (verdict instanceof Verdict.Final end) {
				return end.answer();
			}
			if (verdict instanceof Verdict.Stop stop) {
				throw unwelcome(stop.reason());
			}
			Verdict.Again again = (Verdict.Again) verdict;
			log.debug("{} {} {}: attempt {} was not executed: {}", call.verb(), call.kind().word(), call.externalId(),
					attempt, again.answer().cause());
			if (again.retryAfter() != null) {
				this.limiter.hold(again.retryAfter());
			}
			// While COR serves nobody it is not this row's fault: the brake decides.
			boolean servesOthers = this.brake.served() != servedBefore;
			boolean longEnough = !this.clock.instant().isBefore(began.plus(OutageBrake.LASTING));
			if (attempt >= this.maxAttempts && (servesOthers || longEnough)) {
				return again.answer();
			}
			this.waits.backOff(attempt, this::watch);
		}
	}

	// Tokens may end at any time, also right after they were taken: only fresh ones that
	// serve nobody at all tell that COR does not want us.
	private Verdict sendWithToken(Call call) {
		String refused = null;
		int useless = 0;
		for (int taken = 0; useless < MOST_USELESS_TOKENS && taken < MOST_TOKENS; taken++) {
			Sent sent = send(call, refused);
			if (!(sent.verdict() instanceof Verdict.Unauthorized)) {
				return sent.verdict();
			}
			boolean fresh = refused != null;
			refused = sent.token();
			useless = (fresh && !this.tokens.hasServed(refused)) ? useless + 1 : 0;
		}
		throw unwelcome(new CorException.Credentials(
				"COR refused a fresh token (HTTP 401). Check that cor.base-url and cor.token-url belong to the same COR and that the API credentials may use the Integrations API.",
				null));
	}

	private CorException unwelcome(CorException reason) {
		if (reason instanceof CorException.Credentials credentials) {
			this.unwelcome.compareAndSet(null, credentials);
		}
		return reason;
	}

	private Sent send(Call call, @Nullable String refusedToken) {
		this.limiter.acquire(this::watch);
		try {
			String token;
			OutageBrake.Call inFlight;
			do {
				awaitTurn();
				token = this.tokens.get(refusedToken, this::watch);
				inFlight = this.brake.tryBegin(call.brakeId());
			}
			while (inFlight == null);
			return new Sent(send(call, token, inFlight), token);
		}
		finally {
			this.limiter.release();
		}
	}

	private void awaitTurn() {
		do {
			while (!this.brake.open()) {
				this.waits.briefly(this::watch);
			}
			this.limiter.awaitTurn(this::watch);
		}
		while (!this.brake.open());
	}

	private Verdict send(Call call, String token, OutageBrake.Call inFlight) {
		try {
			requireOpen();
			// The deadline runs from before the permit: a process that freezes in between
			// must not send under a permit that is over.
			Sending sending = this.wire.begin();
			call.permit().require(this.deadline);
			Verdict verdict = this.classification.of(call.verb(), call.kind(), send(call, sending, token));
			tell(inFlight, verdict);
			if (verdict instanceof Verdict.Final end && !(end.answer() instanceof CorAnswer.Unclear)) {
				this.tokens.markServed(token);
			}
			return verdict;
		}
		finally {
			inFlight.withdrawn();
		}
	}

	private Exchange send(Call call, Sending sending, String token) {
		long began = System.nanoTime();
		Pace.Call paced = this.limiter.begin();
		try {
			Exchange exchange = this.wire.send(sending, call.verb().name(), URI.create(call.uri()), "Bearer " + token,
					call.body());
			this.times.ended(call.verb().name(), call.kind(), status(exchange),
					Duration.ofNanos(System.nanoTime() - began));
			tell(paced, exchange);
			return exchange;
		}
		finally {
			paced.withdrawn();
		}
	}

	private void tell(Pace.Call paced, Exchange exchange) {
		if (!(exchange instanceof Exchange.Answered answered)) {
			return;
		}
		if (answered.status() == TOO_MANY || answered.status() == OVERLOADED) {
			paced.refused();
			this.times.paced(this.limiter.look());
			if (answered.status() == OVERLOADED && answered.retryAfter() != null) {
				// It may have been executed nevertheless: its own call is over.
				this.limiter.holdOthers(answered.retryAfter());
			}
		}
		else {
			paced.served();
		}
	}

	private static String status(Exchange exchange) {
		if (exchange instanceof Exchange.Answered answered) {
			return String.valueOf(answered.status());
		}
		return (exchange instanceof Exchange.Lost lost) ? lost.cause() : ((Exchange.Unsent) exchange).cause();
	}

	private static void tell(OutageBrake.Call inFlight, Verdict verdict) {
		if (verdict instanceof Verdict.Again again) {
			inFlight.failed(again.answer().cause());
		}
		else if (verdict instanceof Verdict.Final end) {
			if (end.answer() instanceof CorAnswer.Unclear unclear) {
				inFlight.failed(unclear.cause());
			}
			else {
				inFlight.served();
			}
		}
	}

	private void watch() {
		requireOpen();
		this.brake.check();
	}

	private void requireOpen() {
		if (this.stopped || this.closed || Thread.currentThread().isInterrupted()) {
			throw new CorException.Stopped("The program is stopping; the call to COR did not begin.");
		}
		CorException.Credentials reason = this.unwelcome.get();
		if (reason != null) {
			throw new CorException.Credentials(String.valueOf(reason.getMessage()), reason);
		}
	}

	@Override
	public void share(Supplier<Duration> turns) {
		this.limiter.share(turns);
	}

	@Override
	public void stop(Duration left) {
		this.stopped = true;
		this.wire.cutAfter(left);
	}

	/** Ends all waits; calls in flight are cut. */
	@Override
	public void close() {
		this.closed = true;
		this.wire.close();
	}

	private record Call(Verb verb, Kind kind, String externalId, String uri, byte[] body, CallPermit permit) {

		String brakeId() {
			return this.kind.path() + "/" + this.externalId;
		}

	}

	private record Sent(Verdict verdict, String token) {

	}

}
