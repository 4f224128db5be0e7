package io.github.lokiline.appender;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of a framework, in which users write labels, metadata and tenants. Used by the thread that starts an
 * appender; compiled patterns are thread-safe.
 *
 * @param <E> the framework's event
 */
public interface PatternSupport<E> {
    /** Returns the framework's name, for messages. */
    String framework();

    /** Returns how to write a plain percent sign, for messages: {@code put a backslash before it}. */
    String plainPercent();

    ConversionWords words();

    /** Returns whether a text is a pattern; false if it is the same for every event. */
    boolean isPattern(String text);

    /** Returns whether only {@link #compile} can read the text, because it has nested conversion words or escapes. */
    boolean isWhole(String text);

    /**
     * Compiles a pattern, without the stack trace that a layout would add.
     *
     * @throws InvalidPatternException if it is not a pattern of the framework
     */
    Function<E, @Nullable String> compile(String pattern) throws InvalidPatternException;
}
