package io.corsync.mapping;

import java.util.List;

/**
 * An Opportunity's project with the parents that its row brought along.
 *
 * @param project the project
 * @param parents the clients and contracts it refers to, itself or through its contract,
 * as far as they were readable, each id once; a project may refer to one that is not
 * among them
 */
public record MappedOpportunity(Mapped project, List<Mapped> parents) {

}
