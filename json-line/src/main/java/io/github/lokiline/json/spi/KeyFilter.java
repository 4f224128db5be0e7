package io.github.lokiline.json.spi;

import io.github.lokiline.json.internal.config.MapParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects keys by a list of globs. Immutable.
 *
 * <p>Shape: {@code *} matches any characters, also none; a leading {@code !} excludes, at any place in the list; a list
 * that only excludes takes all others; an empty list takes all. Keys are case-sensitive.
 *
 * <pre>{@code
 * KeyFilter filter = KeyFilter.of(List.of("user_*", "request_id", "!*_secret"));
 * filter.takes("user_id");       // true
 * filter.takes("user_secret");   // false
 * filter.takes("path");          // false
 * }</pre>
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

    /** Creates a filter from globs, each with or without a leading {@code !}. */
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

    /** Creates a filter from globs that are separated by commas or line ends. */
    public static KeyFilter parse(String list) {
        return of(MapParser.items(list));
    }

    /** Creates a filter from a property: {@code all}, {@code none}, or a list of globs. */
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
            settings.fault(property, text, "none is combined with others", "write none alone, or leave it out");
        }
        return NONE;
    }

    /** Returns whether a key is included and not excluded. */
    public boolean takes(String key) {
        return rank(key) >= 0;
    }

    /** Returns the index of the first glob that includes the key; 0 where all are included; negative when not taken. */
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

    /** Returns whether two keys may have different ranks. */
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

    /** Matches forward, and goes back to the latest star on a mismatch, in at most the product of both lengths. */
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
