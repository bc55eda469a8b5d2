package io.corsync.sync;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as workers on other machines read it.
 *
 * @param command the command
 * @param field the date that counts, null for a reconcile
 * @param from first day, null for a reconcile
 * @param to last day, null for a reconcile
 * @param length how long its slices are, null for a reconcile
 * @param only which rows it is for, null for a reconcile
 * @param values what projects are created with, null for a reconcile
 */
record SharedRequest(String command, RunRequest.@Nullable DateField field, @Nullable LocalDate from,
		@Nullable LocalDate to, @Nullable SliceLength length, @Nullable Only only,
		@Nullable Map<String, String> values) {

	private static final JsonMapper JSON = JsonMapper.shared();

	static String text(RunRequest request) {
		return JSON.writeValueAsString((request instanceof RunRequest.Backfill backfill)
				? new SharedRequest(backfill.command(), backfill.field(), backfill.from(), backfill.to(),
						backfill.length(), backfill.only(), backfill.values())
				: new SharedRequest(request.command(), null, null, null, null, null, null));
	}

	static RunRequest parse(String text) {
		SharedRequest shared = JSON.readValue(text, SharedRequest.class);
		if (shared.field == null || shared.from == null || shared.to == null || shared.length == null
				|| shared.only == null || shared.values == null) {
			return new RunRequest.Reconcile(true);
		}
		return new RunRequest.Backfill(shared.field, shared.from, shared.to, shared.length, shared.only,
				new TreeMap<>(shared.values), true);
	}

}
