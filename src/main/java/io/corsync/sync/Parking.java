package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.LedgerStore;
import io.corsync.ledger.LedgerWriter;
import io.corsync.ledger.Leases;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import org.jspecify.annotations.Nullable;

/**
 * Sets stuck rows aside, so that they count in no exit code and no message any more, and
 * takes them back.
 */
public final class Parking {

	private static final Duration LEASE = Duration.ofSeconds(60);

	private final Targets targets;

	private final TargetGuard guard;

	private final Ledger ledger;

	private final LedgerStore store;

	private final Leases leases;

	private final Clock clock;

	Parking(Targets targets, TargetGuard guard, Ledger ledger, LedgerStore store, Leases leases, Clock clock) {
		this.targets = targets;
		this.guard = guard;
		this.ledger = ledger;
		this.store = store;
		this.leases = leases;
		this.clock = clock;
	}

	/**
	 * Sets a stuck row aside.
	 * @param externalId its id
	 * @param reason why, in a person's words
	 * @return the row, parked
	 * @throws RefusedRequestException when it is not known or not stuck
	 */
	public List<Entry> park(String externalId, String reason) {
		return change("park", externalId, reason, (entry) -> State.STUCK.contains(entry.state()),
				"is not stuck; only what failures shows can be parked");
	}

	/**
	 * Takes a row back that was set aside.
	 * @param externalId its id
	 * @return the row, counted again
	 * @throws RefusedRequestException when it is not known or not parked
	 */
	public List<Entry> unpark(String externalId) {
		return change("unpark", externalId, null, (entry) -> entry.parkedReason() != null, "is not parked");
	}

	private List<Entry> change(String command, String externalId, @Nullable String reason, Predicate<Entry> fits,
			String otherwise) {
		List<Entry> changed = new ArrayList<>();
		List<Entry> known = new ArrayList<>();
		for (Target target : this.targets.all()) {
			if (target.corUrl().equals(this.guard.url()) && !this.ledger.find(target.id(), externalId).isEmpty()) {
				change(command, target, externalId, reason, fits, known, changed);
			}
		}
		if (known.isEmpty()) {
			throw new RefusedRequestException(
					"%s is not in the ledger: no run has sent it or tried to.".formatted(externalId));
		}
		if (changed.isEmpty()) {
			Entry entry = known.get(0);
			throw new RefusedRequestException("%s \"%s\" %s (it is %s).".formatted(entry.key(), entry.name(), otherwise,
					entry.state().name().toLowerCase(Locale.ROOT)));
		}
		return changed;
	}

	private void change(String command, Target target, String externalId, @Nullable String reason,
			Predicate<Entry> fits, List<Entry> known, List<Entry> changed) {
		try (LeaseKeeper keeper = new LeaseKeeper(this.leases, target.id(), command, LEASE)) {
			// A row that a dead run was sending is stuck as well.
			this.ledger.doubtClaimsOfDeadRuns(keeper.lease(), this.clock.instant());
			try (LedgerWriter writer = this.store.writer(keeper.lease())) {
				for (Entry entry : this.ledger.find(target.id(), externalId)) {
					known.add(entry);
					if (fits.test(entry)) {
						changed.add(writer.save(entry.parked(reason), null));
					}
				}
			}
		}
	}

}
