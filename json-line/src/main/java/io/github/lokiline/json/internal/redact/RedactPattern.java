package io.github.lokiline.json.internal.redact;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds one kind of secret in texts. Implementations are immutable, and cheap where there is nothing to find: that is
 * what nearly every text is like.
 */
public interface RedactPattern {
    /** What {@link #named} knows. */
    List<String> NAMES = List.of("card", "email", "bearer", "jwt", "iban");

    /**
     * The next secret.
     *
     * @param text where to look
     * @param from index of the first character that may belong to it; those before it are its surroundings
     * @return start and end, as {@link MatchSpan} packs them, or {@link MatchSpan#NONE}
     */
    long find(String text, int from);

    /**
     * A ready-made pattern.
     *
     * @param name one of {@link #NAMES}
     * @return the pattern; null when there is none of that name
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
     * A pattern of the user's own. What it matches is a secret; where it has a group {@code secret}, only that is.
     *
     * @param name what messages call it
     * @param regex in the syntax of {@link java.util.regex.Pattern}
     * @return the pattern
     * @throws PatternSyntaxException when the regex is none
     */
    static RedactPattern own(String name, String regex) {
        return new RegexPattern(name, regex);
    }
}
