package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.wire.JsonReader;
import io.github.lokiline.testkit.internal.wire.JsonReader.MalformedJsonException;
import io.github.lokiline.testkit.internal.wire.Utf8;

/**
 * {@code | json}: adds a label for each field, {@code {"a": {"b": 1}}} becomes {@code a_b="1"}. Immutable.
 *
 * <p>Arrays and nulls are ignored. If the line is not JSON, the fields before the error are kept and {@code __error__}
 * is set.
 */
public record JsonStage() implements Stage {

    @Override
    public boolean keep(LogLine line) {
        try {
            object(new JsonReader(line.text()), "", line);
        } catch (MalformedJsonException malformed) {
            line.fail("JSONParserErr", String.valueOf(malformed.getMessage()));
        }
        return true;
    }

    private static void object(JsonReader json, String prefix, LogLine line) throws MalformedJsonException {
        json.beginObject();
        for (boolean first = true; json.hasNextMember(first); first = false) {
            String name = json.nextName();
            String path = prefix.isEmpty() ? LogLine.labelName(name) : prefix + "_" + inner(name);
            switch (json.peekKind()) {
                case STRING -> line.extract(path, Utf8.replaceRuneErrors(json.string(), ' '));
                case NUMBER, BOOLEAN -> line.extract(path, json.raw());
                case OBJECT -> object(json, path, line);
                case ARRAY, NULL -> json.raw();
            }
        }
    }

    private static String inner(String name) {
        return name.replaceAll("[^a-zA-Z0-9_]", "_");
    }
}
