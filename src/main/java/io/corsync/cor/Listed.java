package io.corsync.cor;

/**
 * An entity as COR's Main API lists it, however it came there.
 *
 * @param corId COR's own id
 * @param name its name, empty when the row has none
 * @param archived whether it is put aside
 */
public record Listed(String corId, String name, boolean archived) {

}
