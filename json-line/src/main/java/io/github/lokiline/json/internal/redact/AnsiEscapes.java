package io.github.lokiline.json.internal.redact;

import java.util.regex.Pattern;

/**
 * Removes the escape sequences that set colours and the like in a terminal. Stateless.
 *
 * <pre>{@code
 * ESC [ 1 ; 31 m                  parameters and intermediates, up to a letter (CSI)
 * ESC ] 0 ; title BEL             a text, up to BEL or ESC \ (OSC, DCS and others)
 * ESC ( B                         two or three characters
 * }</pre>
 *
 * <p>Source: ECMA-48, sections 5.3 to 5.6. A sequence that the text's end cuts is removed too.
 */
final class AnsiEscapes {
    private static final char ESCAPE = '\u001b';
    private static final char CSI = '\u009b';
    private static final Pattern SEQUENCE = Pattern.compile("(?:\u001b\\[|\u009b)[0-?]*+[ -/]*+[@-~]?"
            + "|\u001b[\\]PX^_][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)"
            + "|\u001b[ -/]*+[0-~]?");

    private AnsiEscapes() {}

    /** Returns the text without escape sequences; the same object if it has none. */
    static String removed(String text) {
        boolean hasNone = text.indexOf(ESCAPE) < 0 && text.indexOf(CSI) < 0;
        return hasNone ? text : SEQUENCE.matcher(text).replaceAll("");
    }
}
