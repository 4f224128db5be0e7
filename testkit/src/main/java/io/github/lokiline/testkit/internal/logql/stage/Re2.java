package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions Go knows, and no others: RE2 has neither look-around nor back references nor possessive
 * quantifiers, and Java would take them. Stateless, thread-safe.
 */
final class Re2 {

    private static final Pattern JAVA_ONLY =
            Pattern.compile("\\(\\?(=|!|<=|<!|>)|(?<!\\\\)(\\\\\\\\)*\\\\([1-9]|k<)|[^\\\\][*+?}]\\+");

    private Re2() {}

    static Pattern compile(String expression) throws LogqlException {
        if (JAVA_ONLY.matcher(expression).find()) {
            throw LogqlException.invalid(
                    "error parsing regexp: invalid or unsupported Perl syntax: `" + expression + "`");
        }
        try {
            return Pattern.compile(expression.replace("(?P<", "(?<"), Pattern.UNIX_LINES);
        } catch (PatternSyntaxException malformed) {
            throw LogqlException.invalid(
                    "error parsing regexp: " + malformed.getDescription() + ": `" + expression + "`");
        }
    }

    /** The whole text must match, line ends included. */
    static Pattern compileWhole(String expression) throws LogqlException {
        compile(expression);
        return compile("^(?s:" + expression + ")$");
    }
}
