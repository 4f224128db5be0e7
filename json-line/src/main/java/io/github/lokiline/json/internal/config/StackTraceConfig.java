package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.trace.ExceptionMatcher;
import io.github.lokiline.json.internal.trace.FrameFilter;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format of stack traces. Immutable.
 *
 * @param rootCauseFirst true to write the last cause first, then the exceptions that wrap it
 * @param asArray true to write an array of lines instead of one string
 * @param shortenNames true to write the first letters of packages
 * @param hashed true to add the hash of the stack trace
 * @param maxFrames the most frames of an exception
 * @param excluded the frames left out; null for none
 * @param last the frames behind which an exception's frames are left out; null for none
 * @param hidden the exceptions whose messages are not shown; null for none
 * @param omitted the exceptions without a stack trace; null for none
 */
public record StackTraceConfig(
        boolean rootCauseFirst,
        boolean asArray,
        boolean shortenNames,
        boolean hashed,
        int maxFrames,
        @Nullable FrameFilter excluded,
        @Nullable FrameFilter last,
        @Nullable ExceptionMatcher hidden,
        @Nullable ExceptionMatcher omitted) {

    public static final String STACK_HASH = "stack_hash";
    public static final int MAX_FRAMES = 200;

    /** Above the 1,024 frames that the JVM keeps by default, for JVMs that keep more. */
    private static final int MOST_FRAMES = 100_000;

    public static StackTraceConfig parse(Map<String, String> properties, PropertyParser settings) {
        return new StackTraceConfig(
                settings.bool("rootCauseFirst", properties.get("rootCauseFirst"), false),
                settings.bool("stackAsArray", properties.get("stackAsArray"), false),
                settings.bool("shortenNames", properties.get("shortenNames"), false),
                settings.bool("stackHash", properties.get("stackHash"), false),
                settings.integer("maxStackFrames", properties.get("maxStackFrames"), MAX_FRAMES, 0, MOST_FRAMES),
                FrameFilter.parse("excludeFrames", properties.get("excludeFrames"), settings),
                FrameFilter.parse("truncateFramesAfter", properties.get("truncateFramesAfter"), settings),
                hidden(properties.get("hideExceptionMessages"), settings),
                ExceptionMatcher.parse("omitStackOf", properties.get("omitStackOf"), settings));
    }

    /** Returns the same configuration with a hash, for a format that names it. */
    StackTraceConfig withHash() {
        return new StackTraceConfig(
                rootCauseFirst, asArray, shortenNames, true, maxFrames, excluded, last, hidden, omitted);
    }

    private static @Nullable ExceptionMatcher hidden(@Nullable String text, PropertyParser settings) {
        String name = "hideExceptionMessages";
        String word = text == null ? "" : text.strip();
        if (MapParser.items(word).stream().anyMatch("true"::equalsIgnoreCase)) {
            return ExceptionMatcher.parse(name, "*", settings);
        }
        return word.equalsIgnoreCase("false") ? null : ExceptionMatcher.parse(name, text, settings);
    }
}
