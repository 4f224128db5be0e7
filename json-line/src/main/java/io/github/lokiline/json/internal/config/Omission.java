package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values whose fields a line leaves out. */
public enum Omission {
    NOTHING,
    /** Nulls in the fields of the format that describe an exception. */
    EXCEPTIONS,
    NULLS,
    /** Nulls, and texts, lists and objects without content. */
    EMPTY;

    private static final Set<String> OF_EXCEPTIONS =
            Set.of("exc_info", "exc_text", "exc_class", "exc_message", "root_class", "root_message", "stack_hash");

    static Omission parse(Map<String, String> properties, PropertyParser settings) {
        String nulls = settings.choice(
                "omitNulls", properties.get("omitNulls"), "false", List.of("false", "true", "exceptions"));
        boolean empty = settings.bool("omitEmpty", properties.get("omitEmpty"), false);
        boolean all = empty || nulls.equals("true");
        if (all && settings.bool("keepMissing", properties.get("keepMissing"), false)) {
            settings.fault(
                    empty ? "omitEmpty" : "omitNulls",
                    "true",
                    "keepMissing writes the nulls that this leaves out",
                    "leave out one of the two");
        }
        if (all) {
            return empty ? EMPTY : NULLS;
        }
        return nulls.equals("exceptions") ? EXCEPTIONS : NOTHING;
    }

    /** Returns what is left out of the format's field of an attribute. */
    public Omission of(String attribute) {
        return this != EXCEPTIONS ? this : OF_EXCEPTIONS.contains(attribute) ? NULLS : NOTHING;
    }

    /** Returns what is left out of additional fields. */
    public Omission ofExtras() {
        return this == EXCEPTIONS ? NOTHING : this;
    }

    /** Takes back the field behind the mark if its value is one to leave out. */
    public void apply(int mark, Utf8JsonWriter out) {
        if (out.endsWithNull(mark) || (this == EMPTY && out.endsEmpty(mark))) {
            out.rollback(mark);
        }
    }
}
