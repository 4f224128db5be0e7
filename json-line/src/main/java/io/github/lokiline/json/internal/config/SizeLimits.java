package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.spi.PropertyParser;
import org.jspecify.annotations.Nullable;

/**
 * The most bytes of a line and its parts, as written. Immutable.
 *
 * @param lineBytes the whole line; 256 KB is what Loki accepts by default ({@code max_line_size})
 * @param valueBytes the value of an additional field; the default is arbitrary
 * @param stackBytes a stack trace; the default is arbitrary
 */
public record SizeLimits(int lineBytes, int valueBytes, int stackBytes) {
    private static final int KB = 1024;
    private static final int LEAST_LINE = KB;
    private static final int MOST = 16 * KB * KB;

    static SizeLimits parse(
            @Nullable String maxLineBytes,
            @Nullable String maxValueBytes,
            @Nullable String maxStackBytes,
            PropertyParser settings) {
        return new SizeLimits(
                (int) settings.bytes("maxLineBytes", maxLineBytes, 256 * KB, LEAST_LINE, MOST),
                (int) settings.bytes("maxValueBytes", maxValueBytes, 32 * KB, 16, MOST),
                (int) settings.bytes("maxStackBytes", maxStackBytes, 64 * KB, 16, MOST));
    }
}
