package io.corsync.salesforce;

/**
 * The org's API calls of the last 24 hours, as {@code LimitInfoHeader} tells them.
 *
 * @param used calls so far
 * @param limit calls allowed
 */
public record ApiUsage(int used, int limit) {

}
