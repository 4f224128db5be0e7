package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.write.JsonBytes;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Checks that bytes are members of an object, {@code ,"name":value,"name":value}, or nothing at all. Owned by one call.
 *
 * <p>They were written by a {@link Utf8JsonWriter}, so that strings, numbers and words are valid; only their order can
 * be wrong.
 */
public final class JsonFragmentValidator {
    private static final int MAX_DEPTH = 63;

    private final byte[] json;
    private final int end;
    private int at;

    /** One bit per open container, from the lowest: 1 for an object. */
    private long objects = 1;

    private int depth = 1;

    private JsonFragmentValidator(byte[] json, int start, int end) {
        this.json = json;
        this.at = start;
        this.end = end;
    }

    public static boolean isValid(byte[] json, int start, int end) {
        return start == end || (start < end && new JsonFragmentValidator(json, start, end).isValid());
    }

    private boolean isValid() {
        if (json[at] == ',') {
            at++;
        }
        do {
            if (!item()) {
                return false;
            }
        } while (at < end && json[at++] == ',');
        return at == end && depth == 1 && json[end - 1] != ',';
    }

    /** Reads a member or an element, with the containers that it opens or that end behind it. */
    private boolean item() {
        if (isObject() && !name()) {
            return false;
        }
        if (at < end && JsonBytes.opens(json[at])) {
            return open();
        }
        return scalar() && close();
    }

    private boolean name() {
        return string() && at < end && json[at++] == ':';
    }

    private boolean open() {
        if (depth == MAX_DEPTH) {
            return false;
        }
        boolean isObject = json[at++] == '{';
        objects = isObject ? objects | (1L << depth) : objects & ~(1L << depth);
        depth++;
        boolean isEmpty = at < end && JsonBytes.closes(json[at]);
        return isEmpty ? close() : item();
    }

    private boolean close() {
        while (at < end && JsonBytes.closes(json[at])) {
            if (depth == 1 || isObject() != (json[at] == '}')) {
                return false;
            }
            depth--;
            at++;
        }
        return true;
    }

    private boolean scalar() {
        if (at < end && json[at] == '"') {
            return string();
        }
        int start = at;
        while (at < end && ",:]}[{\"".indexOf(json[at]) < 0) {
            at++;
        }
        return at > start;
    }

    private boolean string() {
        if (at >= end || json[at] != '"') {
            return false;
        }
        at = JsonBytes.endOfString(json, at, end);
        return at <= end;
    }

    private boolean isObject() {
        return ((objects >> (depth - 1)) & 1) != 0;
    }
}
