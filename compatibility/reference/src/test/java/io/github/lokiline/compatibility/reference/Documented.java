package io.github.lokiline.compatibility.reference;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A property as a page lists it. Immutable.
 *
 * @param name the name in configurations
 * @param fallback the text of the column "default"
 * @param meaning the text of the last column
 */
record Documented(String name, String fallback, String meaning) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern DEFAULT = Pattern.compile("`([^`]+)`( when `[^`]+` is set)?");
    private static final Pattern WORD = Pattern.compile("[\\w/+:.-]+");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)(.*)");

    /** The texts that a page may have instead of a literal default. */
    private static final List<String> NO_TEXT =
            List.of("–", "of the preset", "see below", "the JVM's", "all", "must be set", "ISO-8601 with milliseconds");

    /** Returns the default as it could be written into a configuration; empty if there is none. */
    Optional<String> defaultText() {
        return DEFAULT.matcher(fallback)
                .results()
                .filter(found -> found.group().equals(fallback))
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Returns whether the page has a default, or one of the allowed texts for none. */
    boolean isPlain() {
        return defaultText().isPresent() || NO_TEXT.contains(fallback);
    }

    /**
     * Returns a value of the same kind that differs from the default: one more, the opposite, or the first one that the
     * page names.
     */
    String otherText() {
        String text = defaultText().orElseThrow();
        return switch (text) {
            case "true" -> "false";
            case "false" -> "true";
            case "all" -> "none";
            case "none" -> "all";
            default -> more(text);
        };
    }

    private String more(String text) {
        MatchResult number = NUMBER.matcher(text).results().findFirst().orElse(null);
        if (number != null && text.startsWith(number.group(1))) {
            return Integer.parseInt(number.group(1)) + 1 + number.group(2);
        }
        return text.startsWith("http://")
                ? text + "1"
                : words(meaning).stream()
                        .filter(word -> !word.equals(text) && WORD.matcher(word).matches())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no other value named: " + this));
    }

    /** Returns the parts of a text that are marked as code. */
    static List<String> words(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }
}
