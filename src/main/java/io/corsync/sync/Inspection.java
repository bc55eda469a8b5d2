package io.corsync.sync;

import java.util.List;
import java.util.Optional;

import io.corsync.ledger.Attempt;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Holder;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Leases;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;

/**
 * Looks into the database for the commands that only report; calls nobody.
 */
public final class Inspection {

	private final Targets targets;

	private final Runs runs;

	private final Slices slices;

	private final Ledger ledger;

	private final Leases leases;

	Inspection(Targets targets, Runs runs, Slices slices, Ledger ledger, Leases leases) {
		this.targets = targets;
		this.runs = runs;
		this.slices = slices;
		this.ledger = ledger;
		this.leases = leases;
	}

	public List<Target> targets() {
		return this.targets.all();
	}

	public List<Run> runs(Target target, int limit) {
		return this.runs.last(target.id(), limit);
	}

	public Optional<Run> run(Target target, long number) {
		return this.runs.find(target.id(), number);
	}

	public List<Runs.Count> counts(Run run) {
		return this.runs.counts(run.number());
	}

	public List<Slices.Line> slices(Run run) {
		return this.slices.of(run.number());
	}

	public List<Ledger.StuckGroup> stuckByCause(Target target) {
		return this.ledger.stuckByCause(target.id());
	}

	public List<Entry> stuck(Target target, int limit) {
		return this.ledger.stuck(target.id(), false, limit);
	}

	public List<Entry> parked(Target target, int limit) {
		return this.ledger.stuck(target.id(), true, limit);
	}

	public List<Ledger.Held> held(Target target) {
		return this.ledger.held(target.id());
	}

	public List<Entry> find(Target target, String externalId) {
		return this.ledger.find(target.id(), externalId);
	}

	/**
	 * The calls that were made for a row.
	 * @param target the pair of org and COR
	 * @param key the row
	 * @param limit how many at most
	 * @return newest first
	 */
	public List<Attempt> attempts(Target target, Entry.Key key, int limit) {
		return this.ledger.attempts(target.id(), key, limit);
	}

	public Optional<Holder> holder(Target target) {
		return this.leases.holder(target.id());
	}

}
