package io.github.lokiline.compatibility.artifacts;

/**
 * A top-level type of main code as its source declares it. Immutable.
 *
 * @param module the module's folder
 */
record MainType(String module, String packageName, String name, boolean isPublic) {}
