package io.corsync.mapping;

import java.time.ZoneId;

import io.corsync.salesforce.SourceRow;

/**
 * What a value is read from.
 *
 * @param row a row of the section's object
 * @param zone whose days dates and times become
 */
record Reading(SourceRow row, ZoneId zone) {

}
