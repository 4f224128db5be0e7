package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the property {@code lineSeparator}. Stateless. Never the platform's: a line must not depend on its machine. */
public final class LineEnd {
    private static final List<String> LEGAL = List.of("LF", "CRLF", "\\n", "\\r\\n");

    private LineEnd() {}

    public static byte[] parse(@Nullable String value, PropertyParser settings) {
        String word = settings.choice("lineSeparator", value, "LF", LEGAL);
        return LEGAL.indexOf(word) % 2 == 0 ? new byte[] {'\n'} : new byte[] {'\r', '\n'};
    }
}
