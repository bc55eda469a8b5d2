package io.corsync.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the ledger may lie.
 *
 * @param allowEphemeral whether a new file may be made where it is gone with the
 * container
 */
@ConfigurationProperties("ledger")
public record LedgerProperties(boolean allowEphemeral) {

}
