package io.corsync.sync;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import io.corsync.cor.CallPermit;
import io.corsync.cor.Cor;
import io.corsync.cor.CorAnswer;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;

/**
 * A COR that calls nobody: it accepts everything, but for what a setting of the real one
 * holds up, as far as is known.
 */
final class PretendedCor implements Cor {

	private final Supplier<Map<Entry.Key, Entry.Trouble>> blocked;

	/**
	 * Creates it.
	 * @param blocked tells what is held up, with what COR said of it
	 */
	PretendedCor(Supplier<Map<Entry.Key, Entry.Trouble>> blocked) {
		this.blocked = blocked;
	}

	@Override
	public CorAnswer create(Kind kind, String externalId, Payload payload, CallPermit permit) {
		return answer(kind, externalId);
	}

	@Override
	public CorAnswer update(Kind kind, String externalId, Payload changes, CallPermit permit) {
		return answer(kind, externalId);
	}

	private CorAnswer answer(Kind kind, String externalId) {
		Entry.Trouble trouble = this.blocked.get().get(new Entry.Key(kind.word(), externalId));
		return (trouble != null) ? new CorAnswer.Refused(CorAnswer.Nature.CONFIGURATION, trouble.cause(),
				trouble.message(), (trouble.raw() != null) ? trouble.raw() : "")
				: new CorAnswer.Accepted(null, null, "");
	}

	@Override
	public void login() {
		// Nobody is called.
	}

	@Override
	public void share(Supplier<Duration> turns) {
		// There is no rate to keep.
	}

	@Override
	public void stop(Duration left) {
		// Nothing is open.
	}

}
