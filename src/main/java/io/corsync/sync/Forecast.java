package io.corsync.sync;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What a run would read, counted before anybody says yes to it.
 *
 * @param orgName where it reads
 * @param corUrl where it writes
 * @param rule which Opportunities
 * @param from only those closed on or after this day, null when that does not matter
 * @param changedFrom begin of its window, null for none or an open one
 * @param rows how many Opportunities it reads, -1 when that is not known
 * @param slices in how many slices, 0 for none
 * @param first whether nothing was brought over before
 * @param continues the unfinished run that it takes up first, null for none
 */
public record Forecast(String orgName, String corUrl, String rule, @Nullable LocalDate from,
		@Nullable Instant changedFrom, long rows, int slices, boolean first, @Nullable Long continues) {

}
