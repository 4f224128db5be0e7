package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles only those regexes that Go accepts: RE2 has no look-around, back references or possessive quantifiers, which
 * Java would accept. Stateless, thread-safe.
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

    /** Compiles a regex that must match the whole text, including line ends. */
    static Pattern compileWhole(String expression) throws LogqlException {
        compile(expression);
        return compile("^(?s:" + expression + ")$");
    }
}
