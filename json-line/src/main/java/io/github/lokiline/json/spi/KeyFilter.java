package io.github.lokiline.json.spi;

import io.github.lokiline.json.internal.config.MapParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which keys a list of globs takes. Immutable.
 *
 * <p>Shape: {@code *} stands for any characters, also none; a leading {@code !} excludes, wherever it stands in the list;
 * a list that only excludes takes all others; an empty list takes all.
 *
 * <pre>{@code
 * KeyGlobs globs = KeyGlobs.of(List.of("user_*", "request_id", "!*_secret"));
 * globs.takes("user_id");       // true
 * globs.takes("user_secret");   // false
 * globs.takes("path");          // false
 * }</pre>
 *
 * <p>Keys are compared as they are, with regard to case.
 */
public final class KeyFilter {
    public static final KeyFilter ALL = new KeyFilter(List.of(), List.of());
    public static final KeyFilter NONE = new KeyFilter(List.of(), List.of("*"));

    private final List<String> included;
    private final List<String> excluded;

    private KeyFilter(List<String> included, List<String> excluded) {
        this.included = List.copyOf(included);
        this.excluded = List.copyOf(excluded);
    }

    /**
     * The globs of a list.
     *
     * @param globs the globs, each with {@code !} before it or not
     * @return what they take together
     */
    public static KeyFilter of(List<String> globs) {
        List<String> included = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        for (String glob : globs) {
            if (glob.startsWith("!")) {
                excluded.add(glob.substring(1));
            } else {
                included.add(glob);
            }
        }
        return new KeyFilter(included, excluded);
    }

    /**
     * The globs of a text.
     *
     * @param list globs separated by commas or line ends, trimmed, empty ones left out
     * @return what they take together
     */
    public static KeyFilter parse(String list) {
        return of(MapParser.items(list));
    }

    /** The globs of a property: {@code all}, {@code none}, or a list. */
    public static KeyFilter parse(String property, String text, PropertyParser settings) {
        List<String> globs = settings.list(property, text).stream()
                .map(glob -> glob.equalsIgnoreCase("all") ? "*" : glob)
                .toList();
        for (String glob : globs) {
            if (glob.equals("!") || glob.startsWith("!!")) {
                settings.fault(
                        property,
                        glob,
                        "excludes nothing",
                        "write all, none, or globs such as user_*, !*_secret separated by commas");
            }
        }
        if (globs.stream().noneMatch(glob -> glob.equalsIgnoreCase("none"))) {
            return of(globs);
        }
        if (globs.size() > 1) {
            settings.fault(property, text, "none stands beside others", "write none alone, or leave it out");
        }
        return NONE;
    }

    /**
     * Whether the list takes a key.
     *
     * @param key the key
     * @return whether it is included and not excluded
     */
    public boolean takes(String key) {
        return rank(key) >= 0;
    }

    /** The place in the list of the first glob that includes the key; 0 where all are included; less when not taken. */
    public int rank(String key) {
        if (first(excluded, key) >= 0) {
            return -1;
        }
        return included.isEmpty() ? 0 : first(included, key);
    }

    public boolean takesAll() {
        return excluded.isEmpty() && (included.isEmpty() || included.equals(List.of("*")));
    }

    public boolean takesNone() {
        return excluded.contains("*");
    }

    /** Whether two keys may have different ranks. */
    public boolean isRanked() {
        return included.size() > 1;
    }

    private static int first(List<String> globs, String key) {
        for (int i = 0; i < globs.size(); i++) {
            if (matches(globs.get(i), key)) {
                return i;
            }
        }
        return -1;
    }

    /** Forward, and back to the latest star where that leads nowhere: never more steps than both lengths multiplied. */
    private static boolean matches(String glob, String key) {
        int g = 0;
        int k = 0;
        int star = -1;
        int tried = 0;
        while (k < key.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                tried = k;
            } else if (g < glob.length() && glob.charAt(g) == key.charAt(k)) {
                g++;
                k++;
            } else if (star >= 0) {
                g = star + 1;
                k = ++tried;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
