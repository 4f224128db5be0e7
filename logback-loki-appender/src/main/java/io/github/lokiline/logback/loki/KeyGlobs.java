package io.github.lokiline.logback.loki;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says which keys a list of globs takes: {@code *} stands for any characters, a leading {@code !} excludes, and a list
 * that only excludes takes all others. Immutable.
 */
final class KeyGlobs {
    private final List<Pattern> included;
    private final List<Pattern> excluded;

    private KeyGlobs(List<Pattern> included, List<Pattern> excluded) {
        this.included = List.copyOf(included);
        this.excluded = List.copyOf(excluded);
    }

    static KeyGlobs parse(String list) {
        List<Pattern> included = new ArrayList<>();
        List<Pattern> excluded = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String glob = item.strip();
            if (glob.startsWith("!")) {
                excluded.add(compile(glob.substring(1)));
            } else if (!glob.isEmpty()) {
                included.add(compile(glob));
            }
        }
        return new KeyGlobs(included, excluded);
    }

    boolean take(String key) {
        return (included.isEmpty() || anyMatches(included, key)) && !anyMatches(excluded, key);
    }

    private static boolean anyMatches(List<Pattern> globs, String key) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matcher(key).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String text : glob.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(text));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
