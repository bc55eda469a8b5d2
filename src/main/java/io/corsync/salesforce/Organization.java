package io.corsync.salesforce;

import java.net.URI;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * The Salesforce org that a session belongs to.
 *
 * @param id the org's id, 18 characters
 * @param name the org's name
 * @param username the user that the session runs as
 * @param instance scheme and host of the instance
 * @param sandbox whether it is a Salesforce sandbox
 * @param multiCurrency whether several currencies are active
 * @param currency ISO code of the default currency
 * @param zone the org's time zone
 */
public record Organization(String id, String name, String username, URI instance, boolean sandbox,
		boolean multiCurrency, @Nullable String currency, ZoneId zone) {

}
