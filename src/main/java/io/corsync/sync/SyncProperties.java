package io.corsync.sync;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is brought over, and how.
 *
 * @param filter SOQL condition on Opportunity
 * @param from the first run takes Opportunities with a CloseDate on or after this day
 * @param overlap how far a window reaches back behind the watermark: rows become visible
 * late with an older stamp
 * @param chunkSize rows between two stored positions
 * @param mapping path of the mapping file
 * @param onAdopt whose values stay when an entity was in COR before: {@code keep} or
 * {@code overwrite}
 * @param onMissing what happens to a project that was deleted in COR: {@code ask} or
 * {@code recreate}
 * @param onLeave what happens to a project whose Opportunity left the filter:
 * {@code ignore} or {@code archive}
 * @param allowSandbox whether a Salesforce sandbox may write to COR's production address
 */
@ConfigurationProperties("sync")
public record SyncProperties(@DefaultValue("IsWon = true") String filter, @Nullable LocalDate from,
		@DefaultValue("15m") Duration overlap, @DefaultValue("1000") int chunkSize,
		@DefaultValue("config/mapping.yml") String mapping, @DefaultValue("keep") String onAdopt,
		@DefaultValue("ask") String onMissing, @DefaultValue("ignore") String onLeave, boolean allowSandbox) {

	/**
	 * What keeps these settings from working, all at once.
	 * @return sentences that name key, value and remedy; empty when all is well
	 */
	public List<String> problems() {
		List<String> problems = new ArrayList<>();
		if (this.filter.isBlank()) {
			problems.add("sync.filter (SYNC_FILTER) is empty. Set a SOQL condition such as IsWon = true.");
		}
		if (this.overlap.isNegative()) {
			problems.add("sync.overlap (SYNC_OVERLAP) is %s. Set a duration such as 15m.".formatted(this.overlap));
		}
		if (this.chunkSize < 1 || this.chunkSize > 10_000) {
			problems.add(
					"sync.chunk-size (SYNC_CHUNK_SIZE) is %d. Set a number from 1 to 10000.".formatted(this.chunkSize));
		}
		oneOf(problems, "sync.on-adopt", "SYNC_ON_ADOPT", this.onAdopt, "keep", "overwrite");
		oneOf(problems, "sync.on-missing", "SYNC_ON_MISSING", this.onMissing, "ask", "recreate");
		oneOf(problems, "sync.on-leave", "SYNC_ON_LEAVE", this.onLeave, "ignore", "archive");
		return problems;
	}

	private static void oneOf(List<String> problems, String key, String variable, String value, String one,
			String other) {
		if (!value.equals(one) && !value.equals(other)) {
			problems.add("%s (%s) is %s. Set %s or %s.".formatted(key, variable, value, one, other));
		}
	}

}
