package io.github.lokiline.testkit.internal.wire;

/** A name and its value, as a stream's label or as an entry's metadata. Immutable. */
public record Label(String name, String value) {

    /** UTF-8 bytes of name and value together, which is what Loki counts. */
    public int bytes() {
        return Utf8.length(name) + Utf8.length(value);
    }
}
