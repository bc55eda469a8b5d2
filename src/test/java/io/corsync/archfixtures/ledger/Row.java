package io.corsync.archfixtures.ledger;

/**
 * Keeps to every rule: a value that a command may show.
 *
 * @param name its name
 */
public record Row(String name) {

}
