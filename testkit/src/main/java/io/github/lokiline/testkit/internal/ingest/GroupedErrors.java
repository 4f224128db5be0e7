package io.github.lokiline.testkit.internal.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The validation errors of one push; equal ones are counted. Owned by one thread. */
public final class GroupedErrors {

    /** Unordered as in Loki, so that no client relies on the order of errors. */
    private final Map<String, Integer> counts = new HashMap<>();

    public void add(String error) {
        counts.merge(error, 1, Integer::sum);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Returns the error itself if there is only one, else {@code 1 errors like: …; 3 errors like: …}. */
    public String text() {
        boolean alone = counts.size() == 1 && counts.containsValue(1);
        return counts.entrySet().stream()
                .map(error -> alone ? error.getKey() : error.getValue() + " errors like: " + error.getKey())
                .collect(Collectors.joining("; "));
    }
}
