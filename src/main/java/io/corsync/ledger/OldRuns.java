package io.corsync.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes what is known of runs that ended long ago, bit by bit: every removal is a
 * transaction of its own. The ledger's rows stay as they are, and so does what somebody
 * still has to see to: unfinished runs, and runs and calls of rows that are stuck.
 */
public final class OldRuns {

	/** Who may still want to know what was said of them: stuck rows, and claimed ones. */
	private static final List<String> OPEN = open();

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final Runs runs;

	private final Targets targets;

	OldRuns(JdbcClient jdbc, TransactionOperations transaction, Runs runs, Targets targets) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.runs = runs;
		this.targets = targets;
	}

	/**
	 * An old run.
	 *
	 * @param targetId whose
	 * @param number its number
	 * @param needed whether later runs go by its row
	 */
	public record Old(int targetId, long number, boolean needed) {

	}

	private static List<String> open() {
		Set<State> open = new TreeSet<>(State.STUCK);
		open.add(State.SENDING);
		return open.stream().map(Enum::name).toList();
	}

	/**
	 * The runs that ended before a time.
	 * @param before the time
	 * @return oldest first
	 */
	public List<Old> before(Instant before) {
		List<Old> old = new ArrayList<>();
		for (Target target : this.targets.all()) {
			List<Run> all = this.runs.last(target.id(), Integer.MAX_VALUE);
			Set<Long> needed = NeededRuns.among(all);
			all.stream()
				.filter(Predicate.not((run) -> run.state().unfinished()))
				.filter((run) -> ((run.endedAt() != null) ? run.endedAt() : run.startedAt()).isBefore(before))
				.sorted(Comparator.comparing(Run::number))
				.forEach((run) -> old.add(new Old(target.id(), run.number(), needed.contains(run.number()))));
		}
		return old;
	}

	/**
	 * Removes some of a run's calls, but for those of rows that are stuck now.
	 * @param run the run
	 * @param most how many at most
	 * @return how many were removed
	 */
	public int removeCalls(Old run, int most) {
		return this.jdbc.sql("""
				DELETE FROM attempt WHERE attempt_id IN (
				  SELECT a.attempt_id FROM attempt a
				  LEFT JOIN ledger l ON l.target_id = a.target_id AND l.kind = a.kind AND l.external_id = a.external_id
				    AND l.state IN (:open)
				  WHERE a.run_number = :run AND l.external_id IS NULL
				  ORDER BY a.attempt_id FETCH FIRST :most ROWS ONLY)
				""").param("open", OPEN).param("run", run.number()).param("most", most).update();
	}

	/**
	 * Removes a run with its certificate and slices, unless a later one goes by it, some
	 * of its calls are still there, or rows are stuck since then.
	 * @param run the run
	 * @return whether it was removed
	 */
	public boolean remove(Old run) {
		if (run.needed() || open(run)) {
			return false;
		}
		this.transaction.executeWithoutResult((status) -> {
			for (String table : List.of("run_count", "run_slice", "handed_slice", "guard_count", "run")) {
				this.jdbc.sql("DELETE FROM %s WHERE run_number = :run".formatted(table))
					.param("run", run.number())
					.update();
			}
		});
		return true;
	}

	private boolean open(Old run) {
		return this.jdbc.sql("""
				SELECT (SELECT COUNT(*) FROM (
				    SELECT attempt_id FROM attempt WHERE run_number = :run FETCH FIRST 1 ROWS ONLY) calls)
				  + (SELECT COUNT(*) FROM ledger
				    WHERE target_id = :target AND state IN (:open) AND last_run = :run) AS open_total
				""")
			.param("run", run.number())
			.param("target", run.targetId())
			.param("open", OPEN)
			.query(Long.class)
			.single() > 0;
	}

}
