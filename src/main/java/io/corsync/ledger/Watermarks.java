package io.corsync.ledger;

import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Up to when every change of a kind has been unchanged or recorded.
 */
public final class Watermarks {

	private final JdbcClient jdbc;

	Watermarks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The watermark of a kind.
	 * @param targetId the target
	 * @param kind the kind
	 * @return a time of Salesforce's clock, nothing before the first complete window
	 */
	public Optional<Instant> reached(int targetId, String kind) {
		return this.jdbc.sql("SELECT reached FROM watermark WHERE target_id = :target AND kind = :kind")
			.param("target", targetId)
			.param("kind", kind)
			.query((row, number) -> Columns.instant(row, "reached"))
			.optional();
	}

	/**
	 * Moves the watermark forward, never back.
	 * @param targetId the target
	 * @param kind the kind
	 * @param reached end of the window that is complete
	 * @param run the run that completed it
	 */
	public void advance(int targetId, String kind, Instant reached, long run) {
		Optional<Instant> before = reached(targetId, kind);
		if (before.isPresent() && !before.get().isBefore(reached)) {
			return;
		}
		this.jdbc.sql(before.isPresent() ? """
				UPDATE watermark SET reached = :reached, run_number = :run WHERE target_id = :target AND kind = :kind
				""" : """
				INSERT INTO watermark (target_id, kind, reached, run_number) VALUES (:target, :kind, :reached, :run)
				""")
			.param("target", targetId)
			.param("kind", kind)
			.param("reached", Columns.utc(reached))
			.param("run", run)
			.update();
	}

}
