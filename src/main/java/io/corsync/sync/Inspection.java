package io.corsync.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.corsync.cor.Kind;
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
import io.corsync.ledger.Watermarks;

/**
 * Looks into the database for the commands that only report; calls nobody.
 */
public final class Inspection {

	private final Targets targets;

	private final Runs runs;

	private final Slices slices;

	private final Ledger ledger;

	private final Leases leases;

	private final Watermarks watermarks;

	Inspection(Targets targets, Runs runs, Slices slices, Ledger ledger, Leases leases, Watermarks watermarks) {
		this.targets = targets;
		this.runs = runs;
		this.slices = slices;
		this.ledger = ledger;
		this.leases = leases;
		this.watermarks = watermarks;
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

	/**
	 * How many rows of each kind are in which state.
	 * @param target the pair of org and COR
	 * @return those that there are
	 */
	public List<Ledger.Total> totals(Target target) {
		return this.ledger.totals(target.id());
	}

	/**
	 * Up to when the nights have brought over everything that changed.
	 * @param target the pair of org and COR
	 * @return nothing before the first complete night
	 */
	public Optional<Instant> watermark(Target target) {
		return this.watermarks.reached(target.id(), Kind.PROJECT.word());
	}

}
