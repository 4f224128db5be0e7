package io.github.lokiline.testkit.internal.wire;

/** A name and a value, as a stream's label or an entry's metadata. Immutable. */
public record Label(String name, String value) {

    /** Returns the UTF-8 bytes of name and value, as Loki counts them. */
    public int bytes() {
        return Utf8.length(name) + Utf8.length(value);
    }
}
