package io.corsync.archfixtures.mapping;

/** Its name says nothing. */
final class RowHelper {

}
