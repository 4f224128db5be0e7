package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.redact.RedactPattern;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the property {@code redactPatterns}, the secrets that are masked anywhere in a text. Owned by the thread that
 * configures.
 *
 * <p>Shape: names of ready-made patterns and regexes between slashes, separated by commas or line ends; a regex with a
 * name takes the rest of its line, commas and all.
 *
 * <pre>{@code
 * card, email, bearer, /\bAKIA[0-9A-Z]{16}\b/
 * ssn=\b\d{3}-\d{2}-\d{4}\b
 * }</pre>
 */
final class RedactPatternsParser {
    private static final String PROPERTY = "redactPatterns";
    private static final String REMEDY =
            "write " + String.join(", ", RedactPattern.NAMES) + ", /regex/, or name=regex on a line of its own";

    /** A regex between slashes that an item's end follows, a named one, or a word. */
    private static final Pattern ITEM = Pattern.compile(
            "/(?<slashed>.+?)/(?=\\h*(?:,|$))|(?<name>[\\w.\\-]+)\\h*=(?<named>.*)|(?<word>[^,\\s][^,\\v]*)",
            Pattern.MULTILINE);

    private final List<RedactPattern> patterns = new ArrayList<>();
    private final PropertyParser settings;

    private RedactPatternsParser(PropertyParser settings) {
        this.settings = settings;
    }

    /** The patterns in the order written; none when not set. */
    static List<RedactPattern> parse(@Nullable String text, PropertyParser settings) {
        RedactPatternsParser rules = new RedactPatternsParser(settings);
        Matcher items = ITEM.matcher(settings.text(PROPERTY, text, ""));
        while (items.find()) {
            rules.add(items);
        }
        return List.copyOf(rules.patterns);
    }

    private void add(Matcher item) {
        if (item.group("slashed") != null) {
            own(item.group(), item.group("slashed"));
        } else if (item.group("name") != null) {
            own(item.group("name"), item.group("named").strip());
        } else {
            word(item.group("word").strip());
        }
    }

    private void word(String word) {
        RedactPattern known = RedactPattern.named(word.toLowerCase(Locale.ROOT));
        if (known != null) {
            patterns.add(known);
        } else {
            settings.fault(PROPERTY, word, "unknown", REMEDY);
        }
    }

    private void own(String name, String regex) {
        if (regex.isEmpty()) {
            settings.fault(PROPERTY, name + "=", "no regex behind the name", REMEDY);
            return;
        }
        try {
            if (Pattern.compile(regex).matcher("").find()) {
                settings.fault(PROPERTY, regex, "matches the empty text", "write a regex that needs a character");
            } else {
                patterns.add(RedactPattern.own(name, regex));
            }
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            settings.fault(PROPERTY, regex, "no regex: " + e.getDescription() + where, REMEDY);
        }
    }
}
