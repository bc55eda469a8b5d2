package io.corsync.archfixtures.prove;

/** Something to start. */
public final class Proof {

}
