package io.github.lokiline.json.internal.logfmt;

import java.util.Locale;

/** A variant of logfmt. */
public enum LogfmtStyle {
    /** Double quotes, only where a text needs them. */
    PLAIN('"'),
    /** Single quotes around every text. */
    TSKV('\'');

    private final char quote;

    LogfmtStyle(char quote) {
        this.quote = quote;
    }

    /** Returns the preset that selects this variant. */
    public String preset() {
        return name().toLowerCase(Locale.ROOT);
    }

    char quote() {
        return quote;
    }

    /** Returns whether a text needs no quotes where all of its characters are plain. */
    boolean isBare() {
        return this == PLAIN;
    }
}
