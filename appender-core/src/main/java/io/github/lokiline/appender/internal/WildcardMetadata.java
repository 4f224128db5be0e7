package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.KeyFilter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes every MDC entry or key-value that its globs select, each under its own name. Thread-safe.
 *
 * <p>Shape: {@code *=%mdc}, {@code *=%mdc{user*,!user_agent}}, {@code *=%kvp{…}}.
 */
record WildcardMetadata<E>(String text, boolean isMdc, EventAccessor<E> view, MetadataKeyFilter rules) {
    /** Parses {@code %mdc{globs}} or {@code %kvp{globs}}. */
    static <E> WildcardMetadata<E> parse(String text, EventEncoder<E> lines, Set<String> taken)
            throws InvalidPatternException {
        Matcher shape = Pattern.compile("%(mdc|X|kvp)(?:\\{([^}]*)})?").matcher(text);
        if (!shape.matches()) {
            throw new InvalidPatternException(
                    "* requires the MDC or the key-values", "write *=%mdc{glob,!glob} or *=%kvp{glob,!glob}");
        }
        KeyFilter globs = KeyFilter.parse(shape.group(2) == null ? "" : shape.group(2));
        MetadataKeyFilter rules = new MetadataKeyFilter(globs, lines, taken);
        return new WildcardMetadata<>(text, !shape.group(1).equals("kvp"), lines.view(), rules);
    }

    /** Writes the entries; a value that fails is left out and reported. */
    void write(E event, EntryEncoder entry, FailureReporter failures) {
        if (isMdc) {
            view.context(event, (key, value) -> write(key, value, entry, failures));
            return;
        }
        int count = view.keyValues(event);
        for (int i = 0; i < count; i++) {
            write(view.key(event, i), view.value(event, i), entry, failures);
        }
    }

    private void write(@Nullable String key, @Nullable Object value, EntryEncoder entry, FailureReporter failures) {
        if (key == null || value == null) {
            return;
        }
        MetadataKeyFilter.Rule rule = rules.of(key);
        if (!rule.shown()) {
            return;
        }
        try {
            String text = rule.secret() ? ValueExtractor.MASK : text(key, value);
            if (text != null) {
                entry.metadata(key, text);
            }
        } catch (Throwable e) {
            // Code of the application ran: a class missing in its toString() costs this value, not the event.
            failures.add(e);
        }
    }

    private @Nullable String text(String key, Object value) {
        return isMdc ? rules.contextText(key, value.toString()) : rules.text(value);
    }

    /** Returns the line as a user writes it. */
    @Override
    public String toString() {
        return "*=" + text;
    }
}
