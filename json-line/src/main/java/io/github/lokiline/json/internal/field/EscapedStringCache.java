package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.LossyCache;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/** Escapes texts that come again and again once. Thread-safe. */
final class EscapedStringCache {
    private static final int SLOTS = 256;
    private static final int MAX_CACHED_CHARS = 256;

    private final LossyCache<Quoted> cache = new LossyCache<>(SLOTS);

    void write(@Nullable String text, Utf8JsonWriter out) {
        if (text == null || text.length() > MAX_CACHED_CHARS) {
            out.string(text);
            return;
        }
        int hash = text.hashCode();
        Quoted quoted = cache.candidate(hash);
        if (quoted == null || !quoted.text().equals(text)) {
            quoted = new Quoted(text, AsciiConstants.quoted(text));
            cache.put(hash, quoted);
        }
        out.separate();
        out.raw(quoted.bytes());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Quoted(String text, byte[] bytes) {}
}
