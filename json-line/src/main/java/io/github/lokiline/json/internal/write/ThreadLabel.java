package io.github.lokiline.json.internal.write;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of the latest thread's name: a thread mostly gets the same writer again. Owned by its writer.
 *
 * <p>Unlike a cache of many names, it keeps nothing of threads that log once, as virtual threads do.
 */
public final class ThreadLabel {
    private static final int MAX_BYTES = 128;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;
    private @Nullable String text;
    private @Nullable Object owner;

    /**
     * Writes a name as a string that is not redacted.
     *
     * @param rules the encoder, since each has rules of its own for what is escaped
     * @param name of the thread
     * @param out where to write
     */
    @SuppressWarnings("ReferenceEquality") // a thread returns the same object again and again
    public void write(Object rules, @Nullable String name, Utf8JsonWriter out) {
        if (name != null && name == text && rules == owner && length <= out.limit() - out.position()) {
            out.separate();
            out.raw(bytes, 0, length);
            return;
        }
        if (name == null) {
            out.nil();
            return;
        }
        out.separate();
        int start = out.position();
        out.quoted(name);
        int end = out.position();
        text = null;
        if (end - start <= MAX_BYTES && !out.isCut()) {
            System.arraycopy(out.array(), start, bytes, 0, end - start);
            length = end - start;
            text = name;
            owner = rules;
        }
    }
}
