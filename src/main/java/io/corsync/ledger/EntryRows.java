package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Rows of the ledger and its attempts, to and from the database.
 */
final class EntryRows {

	private EntryRows() {
	}

	static Entry entry(ResultSet row, int number) throws SQLException {
		Entry.Key key = new Entry.Key(row.getString("kind"), row.getString("external_id"));
		return new Entry(key, row.getString("name"), State.valueOf(row.getString("state")), row.getString("cor_id"),
				row.getString("accepted_payload"), pending(row), LackingColumns.read(row), trouble(row),
				new Entry.Source(Columns.instant(row, "source_stamp"), row.getString("mapping_version"),
						row.getString("creation_values")),
				row.getInt("attempts"), Columns.instantOrNull(row, "next_attempt_at"),
				new Entry.LastRun(row.getLong("last_run"), row.getString("last_step"), row.getString("last_outcome")),
				row.getString("parked_reason"), row.getLong("version"));
	}

	private static Entry.@Nullable Pending pending(ResultSet row) throws SQLException {
		String verb = row.getString("pending_verb");
		return (verb != null) ? new Entry.Pending(Entry.Verb.valueOf(verb), row.getString("pending_payload"),
				Columns.instant(row, "pending_since")) : null;
	}

	private static Entry.@Nullable Trouble trouble(ResultSet row) throws SQLException {
		String cause = row.getString("cause");
		if (cause == null) {
			return null;
		}
		String waitsFor = row.getString("waits_for_kind");
		return new Entry.Trouble(cause, row.getString("message"), row.getString("raw_answer"),
				row.getString("refused_hash"),
				(waitsFor != null) ? new Entry.Key(waitsFor, row.getString("waits_for_id")) : null,
				Columns.instant(row, "stuck_since"));
	}

	static Attempt attempt(ResultSet row, int number) throws SQLException {
		return attempt(row, "cause", "raw_answer");
	}

	static Attempt attempt(ResultSet row, String cause, String answer) throws SQLException {
		TreeSet<String> fields = new TreeSet<>(Arrays.asList(row.getString("changed_fields").split(",")));
		fields.remove("");
		return new Attempt(new Entry.Key(row.getString("kind"), row.getString("external_id")),
				row.getLong("run_number"), Columns.instant(row, "started_at"), Columns.instant(row, "ended_at"),
				Entry.Verb.valueOf(row.getString("verb")), row.getString("outcome"), row.getString(cause), fields,
				row.getString(answer));
	}

	static SqlParameterSource parameters(Lease lease, Entry entry, Instant now) {
		MapSqlParameterSource parameters = new MapSqlParameterSource().addValue("target", lease.targetId())
			.addValue("kind", entry.key().kind())
			.addValue("id", entry.key().externalId())
			.addValue("name", entry.name())
			.addValue("state", entry.state().name())
			.addValue("corId", entry.corId())
			.addValue("accepted", entry.accepted())
			.addValue("sourceStamp", Columns.utc(entry.source().stamp()))
			.addValue("mapping", entry.source().mappingVersion())
			.addValue("creationValues", entry.source().creationValues())
			.addValue("attempts", entry.attempts())
			.addValue("nextAttempt", Columns.utcOrNull(entry.nextAttemptAt()))
			.addValue("lastRun", entry.lastRun().run())
			.addValue("lastStep", entry.lastRun().step())
			.addValue("lastOutcome", entry.lastRun().outcome())
			.addValue("parked", entry.parkedReason())
			.addValue("owner", lease.owner())
			.addValue("fence", lease.fence())
			.addValue("version", entry.version())
			.addValue("now", Columns.utc(now));
		Entry.Pending pending = entry.pending();
		parameters.addValue("pendingVerb", (pending != null) ? pending.verb().name() : null)
			.addValue("pendingPayload", (pending != null) ? pending.payload() : null)
			.addValue("pendingSince", (pending != null) ? Columns.utc(pending.since()) : null);
		LackingColumns.write(entry.lacking(), parameters);
		Entry.Trouble trouble = entry.trouble();
		Entry.Key waitsFor = (trouble != null) ? trouble.waitsFor() : null;
		return parameters.addValue("cause", (trouble != null) ? trouble.cause() : null)
			.addValue("message", (trouble != null) ? trouble.message() : null)
			.addValue("raw", (trouble != null) ? trouble.raw() : null)
			.addValue("refusedHash", (trouble != null) ? trouble.refusedHash() : null)
			.addValue("waitsForKind", (waitsFor != null) ? waitsFor.kind() : null)
			.addValue("waitsForId", (waitsFor != null) ? waitsFor.externalId() : null)
			.addValue("stuckSince", (trouble != null) ? Columns.utc(trouble.since()) : null);
	}

	static SqlParameterSource parameters(Lease lease, Attempt attempt) {
		return new MapSqlParameterSource().addValue("target", lease.targetId())
			.addValue("run", attempt.run())
			.addValue("kind", attempt.key().kind())
			.addValue("id", attempt.key().externalId())
			.addValue("started", Columns.utc(attempt.startedAt()))
			.addValue("ended", Columns.utc(attempt.endedAt()))
			.addValue("verb", attempt.verb().name())
			.addValue("outcome", attempt.outcome())
			.addValue("cause", attempt.cause())
			.addValue("fields", String.join(",", attempt.changedFields()))
			.addValue("raw", attempt.raw());
	}

}
