package io.corsync.archfixtures.sandbox;

/** Keeps to every rule. */
public final class FakeServer {

}
