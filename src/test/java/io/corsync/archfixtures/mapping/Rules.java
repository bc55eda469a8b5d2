package io.corsync.archfixtures.mapping;

/** Keeps to every rule. */
public final class Rules {

}
