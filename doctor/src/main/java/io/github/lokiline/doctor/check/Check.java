package io.github.lokiline.doctor.check;

/** A check of one step on the way to Loki. Stateless; results that later checks need are stored in the context. */
interface Check {

    /** Returns the name in the checklist. */
    String name();

    /** Returns whether all later checks depend on this one. */
    boolean isPrerequisite();

    Finding examine(CheckContext context);
}
