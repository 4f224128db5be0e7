package io.github.lokiline.doctor.check;

/** One question to be asked of the way to Loki. Stateless; what it learns for later ones it leaves in the visit. */
interface Check {

    /** A word for the checklist. */
    String name();

    /** Whether nothing behind it can be well when it fails. */
    boolean isNeeded();

    Finding examine(CheckContext visit);
}
