package io.corsync.sandbox;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * COR's paths. Every call goes one way: it arrives, a fault may meet it, its work is
 * done, and what became of it is written down before its client can know.
 */
final class CorSide implements Side {

	private static final String INTEGRATIONS = "/v2/integrations/";

	private static final String MAIN = "/v1/";

	private final CorWorld world;

	private final CorIntegrations integrations;

	private final CorMainApi main;

	CorSide(CorWorld world) {
		this.world = world;
		this.integrations = new CorIntegrations(world);
		this.main = new CorMainApi(world);
	}

	@Override
	public void register(HttpServer server) {
		server.createContext(INTEGRATIONS, this::integrations);
		server.createContext(MAIN, (exchange) -> {
			CorCall call = CorCall.read(exchange, MAIN);
			serve(exchange, call, () -> this.main.answer(call));
		});
		server.createContext("/v1/oauth/", (exchange) -> {
			CorCall call = CorCall.read(exchange, "/v1/oauth/").about("token");
			serve(exchange, call, () -> token(call));
		});
		server.createContext("/sandbox/cor", new CorAdmin(this.world));
	}

	private void integrations(HttpExchange exchange) throws IOException {
		CorCall call = CorCall.read(exchange, INTEGRATIONS);
		long ticket = this.world.traffic().begin(call);
		try {
			serve(exchange, call, this.integrations.arrived(call), () -> this.world.traffic().end(ticket));
		}
		finally {
			this.world.traffic().end(ticket);
		}
	}

	private CorReply token(CorCall call) {
		if (call.verb().equals("POST") && call.path().equals("/v1/oauth/token")) {
			return CorReply.json(200, this.world.tokens().issue(call));
		}
		if (call.verb().equals("POST") && call.path().equals("/v1/oauth/refreshtoken")) {
			return CorReply.json(200, this.world.tokens().refresh(call));
		}
		throw CorRefusal.noSuchPath(call.verb(), call.path());
	}

	private void serve(HttpExchange exchange, CorCall call, Supplier<CorReply> work) throws IOException {
		serve(exchange, call, work, () -> {
		});
	}

	private void serve(HttpExchange exchange, CorCall call, Supplier<CorReply> work, Runnable ended)
			throws IOException {
		CorPassage passage = new CorPassage(call, new CorWire(exchange), () -> outcome(call, work), this.world.calls(),
				ended);
		try {
			Optional<CorFault> fault = this.world.faults().next(call);
			if (fault.isPresent()) {
				spoil(passage, fault.get());
			}
			else {
				this.world.pauses().pause(this.world.behavior().latencyMillis());
				passage.send(admitted(call, passage), "");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			passage.drop("interrupted");
		}
		finally {
			exchange.close();
		}
	}

	private CorReply admitted(CorCall call, CorPassage passage) {
		if (!call.path().startsWith(INTEGRATIONS) || this.world.traffic().admits()) {
			return passage.work();
		}
		CorBehavior behavior = this.world.behavior();
		String seconds = String.valueOf(behavior.retryAfterSeconds());
		return switch (behavior.retryAfter()) {
			case NONE -> tooMany("");
			case SECONDS -> tooMany(seconds);
			case DATE -> tooMany("date:" + seconds);
		};
	}

	private CorReply outcome(CorCall call, Supplier<CorReply> work) {
		try {
			return work.get();
		}
		catch (CorRefusal refusal) {
			if (refusal.isMalformed()) {
				this.world.violations().add(CorViolation.MALFORMED_CALL, call + ": " + refusal.words());
			}
			return this.world.behavior().reply(refusal);
		}
		catch (RuntimeException ex) {
			return CorReply.json(500, CorJson.object().put("message", "A defect of the sandbox: " + ex));
		}
	}

	private void spoil(CorPassage passage, CorFault fault) throws IOException, InterruptedException {
		String note = fault.effect().name();
		CorPauses pauses = this.world.pauses();
		switch (fault.effect()) {
			case ANSWER, HTML -> passage.send(spoken(passage, fault), note);
			case DROP_BEFORE -> passage.drop(note);
			case DROP_AFTER -> passage.drop(note + " " + passage.work().status());
			case DROP_THEN_PROCESS -> {
				this.world.later().after(fault.duration(), passage::workLate);
				passage.drop(note);
			}
			case HANG_BEFORE -> {
				pauses.hang(fault.duration());
				passage.send(passage.work(), note);
			}
			case HANG_THEN_DROP -> {
				pauses.hang(fault.duration());
				passage.drop(note);
			}
			case HANG_AFTER -> {
				CorReply reply = passage.work();
				pauses.hang(fault.duration());
				passage.send(reply, note);
			}
			case CUT -> passage.cut(passage.work(), note);
			case UNREADABLE -> {
				CorReply reply = passage.work();
				passage.send(new CorReply(200, reply.type(), "{\"id\": 25", reply.headers()), note);
			}
			case DRIP -> passage.drip(passage.work(), note, pauses, fault.millis());
			case TOO_MANY -> passage.send(tooMany((fault.retryAfter() != null) ? fault.retryAfter() : ""), note);
			case UNAUTHORIZED ->
				passage.send(this.world.behavior().reply(CorRefusal.unauthorized("The token has expired")), note);
			case EXPIRE_TOKENS -> {
				this.world.tokens().expireAll();
				passage.send(passage.work(), note);
			}
		}
	}

	private static CorReply spoken(CorPassage passage, CorFault fault) {
		if (fault.processed()) {
			passage.work();
		}
		if (fault.effect() == CorEffect.HTML) {
			return CorReply.html((fault.status() > 0) ? fault.status() : 502);
		}
		return new CorReply((fault.status() > 0) ? fault.status() : 500, "application/json; charset=utf-8",
				fault.body(), Map.of());
	}

	/** A 429 that says when to come back, and whose word is kept an eye on. */
	private CorReply tooMany(String retryAfter) {
		CorReply reply = this.world.behavior().reply(CorRefusal.tooMany());
		if (retryAfter.isEmpty()) {
			return reply;
		}
		boolean date = retryAfter.startsWith("date:");
		long seconds = Long.parseLong(date ? retryAfter.substring("date:".length()) : retryAfter);
		Instant until = this.world.clock().instant().plusSeconds(seconds);
		until = date ? until.truncatedTo(ChronoUnit.SECONDS) : until;
		this.world.traffic().hold(until);
		return reply.with("Retry-After",
				date ? DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC)) : retryAfter);
	}

}
