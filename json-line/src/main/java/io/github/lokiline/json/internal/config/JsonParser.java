package io.github.lokiline.json.internal.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object (RFC 8259) of a property, so that properties need no JSON library. Owned by its caller. Stricter
 * than the RFC: a key that occurs twice is an error, but in texts of the application.
 */
public final class JsonParser {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,4})?");
    private static final int MAX_DEPTH = 32;

    /** Lines write longer numbers as texts, too. */
    private static final int MAX_NUMBER_CHARS = 1024;

    private static final String REMEDY = "write one JSON object, or one key=value a line";

    private final String text;
    private final int maxDepth;
    private final boolean repeatsKeys;
    private int at;
    private int depth;

    private JsonParser(String text, int maxDepth, boolean repeatsKeys) {
        this.text = text;
        this.maxDepth = maxDepth;
        this.repeatsKeys = repeatsKeys;
    }

    /** Reads a text that is any JSON. */
    public static @Nullable Object value(String text) throws InvalidPropertyException {
        return value(text, MAX_DEPTH);
    }

    public static @Nullable Object value(String text, int maxDepth) throws InvalidPropertyException {
        return value(text, maxDepth, false);
    }

    /** Reads a text of the application that is any JSON; of equal keys the last counts, as in most parsers. */
    public static @Nullable Object lenient(String text, int maxDepth) throws InvalidPropertyException {
        return value(text, maxDepth, true);
    }

    private static @Nullable Object value(String text, int maxDepth, boolean repeatsKeys)
            throws InvalidPropertyException {
        JsonParser reader = new JsonParser(text, maxDepth, repeatsKeys);
        Object value = reader.value();
        reader.end();
        return value;
    }

    public static Map<String, @Nullable Object> object(String text) throws InvalidPropertyException {
        return object(text, MAX_DEPTH);
    }

    public static Map<String, @Nullable Object> object(String text, int maxDepth) throws InvalidPropertyException {
        return object(text, maxDepth, null);
    }

    /**
     * Reads an object.
     *
     * @param text the object
     * @param maxDepth how deep it may nest
     * @param texts receives the text of each member's value; null to receive none
     */
    public static Map<String, @Nullable Object> object(String text, int maxDepth, @Nullable Map<String, String> texts)
            throws InvalidPropertyException {
        JsonParser reader = new JsonParser(text, maxDepth, false);
        Map<String, @Nullable Object> object = reader.members(texts);
        reader.end();
        return object;
    }

    private void end() throws InvalidPropertyException {
        skipBlanks();
        if (at < text.length()) {
            throw fault("more text after the object");
        }
    }

    private Map<String, @Nullable Object> members(@Nullable Map<String, String> texts) throws InvalidPropertyException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        open('{');
        for (boolean more = !closes('}'); more; more = continues('}')) {
            skipBlanks();
            String key = string();
            if (!repeatsKeys && entries.containsKey(key)) {
                throw fault("key " + key + " occurs twice");
            }
            expect(':');
            skipBlanks();
            int start = at;
            entries.put(key, value());
            if (texts != null) {
                texts.put(key, text.substring(start, at));
            }
        }
        depth--;
        return entries;
    }

    private List<@Nullable Object> array() throws InvalidPropertyException {
        List<@Nullable Object> items = new ArrayList<>();
        open('[');
        for (boolean more = !closes(']'); more; more = continues(']')) {
            items.add(value());
        }
        depth--;
        return items;
    }

    private @Nullable Object value() throws InvalidPropertyException {
        skipBlanks();
        return switch (peek()) {
            case '{' -> members(null);
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) throws InvalidPropertyException {
        if (!text.startsWith(word, at)) {
            throw fault("not a JSON value");
        }
        at += word.length();
        return value;
    }

    /** Returns a number; a longer one as its text, because the time to convert it grows with the square of its length. */
    private Object number() throws InvalidPropertyException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw fault("not a JSON value");
        }
        at = number.end();
        String digits = number.group();
        return digits.length() > MAX_NUMBER_CHARS ? digits : new BigDecimal(digits);
    }

    private String string() throws InvalidPropertyException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw fault("a control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws InvalidPropertyException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("unknown escape \\" + c);
        };
    }

    private char unicode() throws InvalidPropertyException {
        int end = at + 4;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
            throw fault("\\u without four hexadecimal digits");
        }
        char c = (char) Integer.parseInt(text.substring(at, end), 16);
        at = end;
        return c;
    }

    private void open(char bracket) throws InvalidPropertyException {
        expect(bracket);
        if (++depth > maxDepth) {
            throw fault("nested deeper than " + maxDepth);
        }
    }

    private boolean closes(char bracket) throws InvalidPropertyException {
        skipBlanks();
        if (peek() != bracket) {
            return false;
        }
        at++;
        return true;
    }

    private boolean continues(char bracket) throws InvalidPropertyException {
        if (closes(bracket)) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char c) throws InvalidPropertyException {
        skipBlanks();
        if (peek() != c) {
            throw fault("no \"" + c + "\"");
        }
        at++;
    }

    private char peek() throws InvalidPropertyException {
        if (at >= text.length()) {
            throw fault("ends too early");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private InvalidPropertyException fault(String rule) {
        return new InvalidPropertyException(rule + " at character " + (at + 1), REMEDY);
    }
}
