package io.github.lokiline.json.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user probably meant. Stateless. */
public final class NearestName {

    private NearestName() {}

    /**
     * Returns the most similar of the names: one that contains all words of the other ({@code tenant} and
     * {@code tenantId}, {@code batch-wait} and {@code batch-max-wait}), or from which at most a third of its letters
     * differ; empty if there is none.
     */
    public static Optional<String> of(String written, Collection<String> names) {
        String plain = plain(written);
        return names.stream()
                .filter(name -> hasWords(name, written) || distance(plain, plain(name)) <= plain.length() / 3)
                .min(Comparator.<String>comparingInt(name -> distance(plain, plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean hasWords(String name, String written) {
        return words(name).containsAll(words(written));
    }

    private static List<String> words(String name) {
        return List.of(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .split("[-_]", -1));
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /** Returns the number of letters to insert, remove or replace (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
