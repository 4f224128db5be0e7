package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.KeyGlobs;
import io.github.lokiline.loki.EntryBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Writes every MDC entry or key-value that its globs take, each under its own name. Thread-safe.
 *
 * <p>Shape: {@code *=%mdc}, {@code *=%mdc{user*,!user_agent}}, {@code *=%kvp{…}}.
 */
sealed interface Wildcard {
    /** Writes the entries; a value that fails is left out and reported. */
    void write(ILoggingEvent event, EntryBuilder entry, Rationed failures);

    /** Reads {@code %mdc{globs}} or {@code %kvp{globs}}. */
    static Wildcard parse(String text, Secrets secrets, Set<String> taken) throws Unusable {
        Matcher shape = Pattern.compile("%(mdc|X|kvp)(?:\\{([^}]*)})?").matcher(text);
        if (!shape.matches()) {
            throw new Unusable("* takes the MDC or the key-values", "write *=%mdc{glob,!glob} or *=%kvp{glob,!glob}");
        }
        KeyGlobs globs = KeyGlobs.parse(shape.group(2) == null ? "" : shape.group(2));
        KeyRules rules = new KeyRules(globs, secrets, taken);
        return shape.group(1).equals("kvp") ? new KeyValues(rules) : new Mdc(rules);
    }

    /** All of the MDC. */
    record Mdc(KeyRules rules) implements Wildcard {
        @Override
        public void write(ILoggingEvent event, EntryBuilder entry, Rationed failures) {
            Map<String, String> mdc = event.getMDCPropertyMap();
            if (mdc == null || mdc.isEmpty()) {
                return;
            }
            for (Map.Entry<String, String> pair : mdc.entrySet()) {
                Wildcard.write(pair.getKey(), pair.getValue(), rules, entry, failures);
            }
        }
    }

    /** All of the key-values. */
    record KeyValues(KeyRules rules) implements Wildcard {
        @Override
        public void write(ILoggingEvent event, EntryBuilder entry, Rationed failures) {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            for (int i = 0; pairs != null && i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                Wildcard.write(pair.key, pair.value, rules, entry, failures);
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
