package io.corsync.archfixtures.mystery;

/** Its package is not in the table of rooms, and not marked. */
final class LivesInNoRoom {

}
