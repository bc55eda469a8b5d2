package io.corsync.sync;

import java.util.List;

import io.corsync.mapping.Mapped;
import io.corsync.salesforce.Position;

/**
 * One source row, mapped and ready to be delivered.
 *
 * @param subject the entity that the row is about
 * @param parents the entities that the row brought along
 * @param position where the row stands in its query
 * @param ordinal how many rows were read up to this one
 * @param onlyKnown whether the subject is left alone unless the ledger knows it
 */
record Work(Mapped subject, List<Mapped> parents, Position position, long ordinal, boolean onlyKnown) {

}
