package io.github.lokiline.json.internal.redact;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds one kind of secret in texts. Implementations are immutable, and cheap for texts without secrets, which nearly all
 * are.
 */
public interface RedactPattern {
    /** The names of the predefined patterns. */
    List<String> NAMES = List.of("card", "email", "bearer", "jwt", "iban");

    /**
     * Finds the next secret.
     *
     * @param text the text
     * @param from index of the first character that may belong to it; those before it are context
     * @return start and end, packed by {@link MatchSpan}, or {@link MatchSpan#NONE}
     */
    long find(String text, int from);

    /**
     * Creates a predefined pattern.
     *
     * @param name one of {@link #NAMES}
     * @return the pattern; null if there is none of that name
     */
    static @Nullable RedactPattern named(String name) {
        return switch (name) {
            case "card" -> new CardNumberPattern();
            case "email" -> new EmailPattern();
            case "bearer" -> new BearerTokenPattern();
            case "jwt" -> new JwtPattern();
            case "iban" -> new IbanPattern();
            default -> null;
        };
    }

    /**
     * Creates a pattern from a regex. Its matches are secrets; if it has a group {@code secret}, only the group is.
     *
     * @param name the name in messages
     * @param regex in the syntax of {@link java.util.regex.Pattern}
     * @return the pattern
     * @throws PatternSyntaxException if the regex is invalid
     */
    static RedactPattern own(String name, String regex) {
        return new RegexPattern(name, regex);
    }
}
