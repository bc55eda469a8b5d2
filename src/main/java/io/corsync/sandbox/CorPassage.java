package io.corsync.sandbox;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * One call on its way; whatever ends it is written down before its client can know.
 */
final class CorPassage {

	private final CorCall call;

	private final CorWire wire;

	private final Supplier<CorReply> work;

	private final CorCallLog log;

	private final Runnable ended;

	CorPassage(CorCall call, CorWire wire, Supplier<CorReply> work, CorCallLog log, Runnable ended) {
		this.call = call;
		this.wire = wire;
		this.work = work;
		this.log = log;
		this.ended = ended;
	}

	/** Does what the call asks for. */
	CorReply work() {
		return this.work.get();
	}

	/** Does it when the connection is long gone. */
	void workLate() {
		this.log.note(this.call, 0, "carried out late: " + work().status());
	}

	void send(CorReply reply, String note) throws IOException {
		end(reply.status(), note);
		this.wire.send(reply);
	}

	void cut(CorReply reply, String note) throws IOException {
		end(reply.status(), note);
		this.wire.cut(reply);
	}

	void drip(CorReply reply, String note, CorPauses pauses, long millis) throws IOException, InterruptedException {
		end(reply.status(), note);
		this.wire.drip(reply, pauses, millis);
	}

	void drop(String note) {
		end(0, note);
		this.wire.drop();
	}

	private void end(int status, String note) {
		this.log.add(this.call, status, note);
		this.ended.run();
	}

}
