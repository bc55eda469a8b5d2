package io.corsync.sync;

import java.util.List;

/**
 * Rows that are read, delivered and stored in one transaction of the position: the item
 * of the chunk-oriented steps. Bounded by the size of its texts as well as by its number
 * of rows, since a fixed number of rows may have any size.
 *
 * @param <T> what the rows are
 * @param rows the rows, in the order of reading
 */
record Bundle<T>(List<T> rows) {

}
