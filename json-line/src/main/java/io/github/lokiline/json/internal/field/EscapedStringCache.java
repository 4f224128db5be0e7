package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, escaped once. Thread-safe: a bounded cache without locks, where a text may push out
 * another.
 */
final class EscapedStringCache {
    private static final int SLOTS = 256;
    private static final int MAX_CACHED_CHARS = 256;

    private final AtomicReferenceArray<@Nullable Quoted> cache = new AtomicReferenceArray<>(SLOTS);

    void write(@Nullable String text, Utf8JsonWriter out) {
        if (text == null || text.length() > MAX_CACHED_CHARS) {
            out.string(text);
            return;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        Quoted quoted = cache.getAcquire(slot);
        if (quoted == null || !quoted.text().equals(text)) {
            quoted = new Quoted(text, AsciiConstants.quoted(text));
            cache.setRelease(slot, quoted);
        }
        out.separate();
        out.raw(quoted.bytes());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Quoted(String text, byte[] bytes) {}
}
