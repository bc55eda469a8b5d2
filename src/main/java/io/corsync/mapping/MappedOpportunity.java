package io.corsync.mapping;

import java.util.List;

/**
 * An Opportunity's project with the parents that its row brought along.
 *
 * @param project the project
 * @param parents clients and contracts that were readable through the Opportunity, each
 * id once; a project may refer to one that is not among them
 */
public record MappedOpportunity(Mapped project, List<Mapped> parents) {

}
