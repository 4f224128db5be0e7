package io.github.lokiline.appender;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A framework's patterns, in which users write labels, metadata and tenants. Used by the thread that starts an
 * appender; what it compiles is thread-safe.
 *
 * @param <E> the framework's event
 */
public interface PatternSupport<E> {
    /**
     * Whose patterns they are, for messages.
     *
     * @return the framework's name
     */
    String framework();

    /**
     * How a plain percent sign is written, for messages.
     *
     * @return what to do, {@code put a backslash before it}
     */
    String plainPercent();

    /**
     * What the common parts of an event are called.
     *
     * @return the words
     */
    ConversionWords words();

    /**
     * Whether a text is a pattern at all, and not the same for every event.
     *
     * @param text a text as the user wrote it
     * @return whether there is anything to compile in it
     */
    boolean isPattern(String text);

    /**
     * Whether a text can only be read as a whole, because conversion words stand within others, or escapes in it.
     *
     * @param text a pattern as the user wrote it
     * @return whether {@link #compile} must see all of it
     */
    boolean isWhole(String text);

    /**
     * Compiles a pattern that gives exactly what it says: without the stack trace that a layout would add.
     *
     * @param pattern the pattern
     * @return reads the value of an event
     * @throws InvalidPatternException when it is no pattern of the framework's
     */
    Function<E, @Nullable String> compile(String pattern) throws InvalidPatternException;
}
