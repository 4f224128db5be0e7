package io.github.lokiline.append;

import io.github.lokiline.json.KeyGlobs;
import io.github.lokiline.json.RecordView;
import io.github.lokiline.loki.EntryBuilder;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes every MDC entry or key-value that its globs take, each under its own name. Thread-safe.
 *
 * <p>Shape: {@code *=%mdc}, {@code *=%mdc{user*,!user_agent}}, {@code *=%kvp{…}}.
 */
sealed interface Wildcard<E> {
    /** Writes the entries; a value that fails is left out and reported. */
    void write(E event, EntryBuilder entry, Rationed failures);

    /** Reads {@code %mdc{globs}} or {@code %kvp{globs}}. */
    static <E> Wildcard<E> parse(String text, RecordView<E> view, Secrets secrets, Set<String> taken) throws Unusable {
        Matcher shape = Pattern.compile("%(mdc|X|kvp)(?:\\{([^}]*)})?").matcher(text);
        if (!shape.matches()) {
            throw new Unusable("* takes the MDC or the key-values", "write *=%mdc{glob,!glob} or *=%kvp{glob,!glob}");
        }
        KeyGlobs globs = KeyGlobs.parse(shape.group(2) == null ? "" : shape.group(2));
        KeyRules rules = new KeyRules(globs, secrets, taken);
        return shape.group(1).equals("kvp") ? new KeyValues<>(view, rules) : new Mdc<>(view, rules);
    }

    /** All of the MDC. */
    record Mdc<E>(RecordView<E> view, KeyRules rules) implements Wildcard<E> {
        @Override
        public void write(E event, EntryBuilder entry, Rationed failures) {
            view.context(event, (key, value) -> Wildcard.write(key, value, rules, entry, failures));
        }
    }

    /** All of the key-values. */
    record KeyValues<E>(RecordView<E> view, KeyRules rules) implements Wildcard<E> {
        @Override
        public void write(E event, EntryBuilder entry, Rationed failures) {
            int count = view.keyValues(event);
            for (int i = 0; i < count; i++) {
                Wildcard.write(view.key(event, i), view.value(event, i), rules, entry, failures);
            }
        }
    }

    private static void write(
            @Nullable String key, @Nullable Object value, KeyRules rules, EntryBuilder entry, Rationed failures) {
        if (key == null || value == null) {
            return;
        }
        KeyRules.Rule rule = rules.of(key);
        if (!rule.shown()) {
            return;
        }
        try {
            String text = rule.secret() ? Secrets.MASK : rules.text(value);
            if (text != null) {
                entry.metadata(key, text);
            }
        } catch (Throwable e) {
            // The event's own code ran: a class that is missing to a toString costs this value, not the event.
            failures.add(e);
        }
    }
}
