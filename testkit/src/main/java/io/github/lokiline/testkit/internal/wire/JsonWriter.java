package io.github.lokiline.testkit.internal.wire;

import java.util.Locale;
import java.util.Map;

/** Writes one JSON document. Owned by one thread. */
public final class JsonWriter {

    private final StringBuilder json = new StringBuilder();

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endObject() {
        json.append('}');
        return this;
    }

    public JsonWriter endArray() {
        json.append(']');
        return this;
    }

    public JsonWriter name(String name) {
        string(name);
        json.append(':');
        return this;
    }

    /** Writes a string. Lone surrogates are preserved; the encoder of the document decides on their bytes. */
    public JsonWriter string(String text) {
        separate();
        json.append('"');
        text.chars().forEach(c -> escape((char) c));
        json.append('"');
        return this;
    }

    public JsonWriter number(long number) {
        separate();
        json.append(number);
        return this;
    }

    /** Writes a number as given: {@code 1767225600.781}. */
    public JsonWriter number(String digits) {
        separate();
        json.append(digits);
        return this;
    }

    /** Writes an object of strings. */
    public JsonWriter strings(Map<String, String> members) {
        beginObject();
        members.forEach((name, value) -> name(name).string(value));
        return endObject();
    }

    public String text() {
        return json.toString();
    }

    private JsonWriter open(char bracket) {
        separate();
        json.append(bracket);
        return this;
    }

    /** Writes a comma, except at the start and after an opening bracket or colon. */
    private void separate() {
        if (json.length() > 0 && "{[:,".indexOf(json.charAt(json.length() - 1)) < 0) {
            json.append(',');
        }
    }

    private void escape(char c) {
        int simple = "\"\\\n\r\t".indexOf(c);
        if (simple >= 0) {
            json.append('\\').append("\"\\nrt".charAt(simple));
        } else if (c < ' ' || c == 0x7F) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
