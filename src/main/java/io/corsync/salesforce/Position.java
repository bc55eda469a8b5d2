package io.corsync.salesforce;

import java.time.Instant;

/**
 * The last row read: reading goes on behind it, ordered by both values on the server.
 *
 * @param systemModstamp the row's SystemModstamp
 * @param id the row's id, 18 characters
 */
public record Position(Instant systemModstamp, String id) {

}
