package io.github.lokiline.appender.internal;

import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.KeyFilter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each key of {@code *=…} if it is left out, shown, or shown masked. Thread-safe: decisions are cached in a
 * bounded table where one key may replace another, because the keys of an application are few and recur.
 */
final class MetadataKeyFilter {
    private static final int KEPT = 256;

    private final KeyFilter globs;
    private final EventEncoder<?> lines;
    private final Set<String> taken;
    private final AtomicReferenceArray<@Nullable Rule> kept = new AtomicReferenceArray<>(KEPT);

    /**
     * Creates the filter of one wildcard.
     *
     * @param lines hides what lines hide
     * @param taken names that are written in any case; no name is written twice
     */
    MetadataKeyFilter(KeyFilter globs, EventEncoder<?> lines, Set<String> taken) {
        this.globs = globs;
        this.lines = lines;
        this.taken = Set.copyOf(taken);
    }

    Rule of(String key) {
        int slot = (key.hashCode() * 0x9E3779B1) >>> 24;
        Rule rule = kept.getAcquire(slot);
        if (rule == null || !rule.key().equals(key)) {
            rule = decide(key);
            kept.setRelease(slot, rule);
        }
        return rule;
    }

    /** Returns the text of a value, without the secrets in it; null for nothing. */
    @Nullable
    String text(Object value) {
        return redacted(text(value, lines));
    }

    /** Returns the text of an entry of the diagnostic context, without the secrets in it; null for nothing. */
    @Nullable
    String contextText(String key, String value) {
        return redacted(lines.contextText(key, value));
    }

    private @Nullable String redacted(@Nullable String text) {
        return text == null ? null : lines.redact(text);
    }

    /**
     * Returns the text of a value; null for nothing. A value that may have parts or a message is written as in lines: its
     * own text would show what they hide. Exceptions of the value are passed on.
     */
    static @Nullable String text(Object value, EventEncoder<?> lines) {
        boolean isScalar = value instanceof CharSequence
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Character;
        return isScalar ? value.toString() : lines.text(value);
    }

    private Rule decide(String key) {
        boolean shown = globs.takes(key) && !taken.contains(LabelNames.repair(key));
        return new Rule(key, shown, lines.hides(key));
    }

    record Rule(String key, boolean shown, boolean secret) {}
}
