package io.github.lokiline.testkit.internal.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Validation errors of one push, equal ones counted. Owned by one thread. */
public final class GroupedErrors {

    /** Unordered, as in Loki: no client may rely on which error comes first. */
    private final Map<String, Integer> counts = new HashMap<>();

    public void add(String error) {
        counts.merge(error, 1, Integer::sum);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The error itself when it is alone, else {@code 1 errors like: …; 3 errors like: …}. */
    public String text() {
        boolean alone = counts.size() == 1 && counts.containsValue(1);
        return counts.entrySet().stream()
                .map(error -> alone ? error.getKey() : error.getValue() + " errors like: " + error.getKey())
                .collect(Collectors.joining("; "));
    }
}
