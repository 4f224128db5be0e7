package io.github.lokiline.request.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A list of paths; a trailing {@code *} matches any suffix. Immutable. */
public final class PathPatterns {
    private final Set<String> exact;
    private final List<String> prefixes;

    private PathPatterns(Set<String> exact, List<String> prefixes) {
        this.exact = exact;
        this.prefixes = prefixes;
    }

    /** Parses {@code /healthz, /actuator/*}. */
    public static PathPatterns parse(String text) {
        List<String> items = ListParser.of(text);
        List<String> prefixes = new ArrayList<>();
        for (String item : items) {
            int star = item.indexOf('*');
            if (!item.startsWith("/") || (star >= 0 && star < item.length() - 1)) {
                throw new IllegalArgumentException("skip \"" + item
                        + "\": a path must begin with / and may have * only at its end;"
                        + " write for example /healthz or /actuator/*");
            }
            if (star >= 0) {
                prefixes.add(item.substring(0, star));
            }
        }
        return new PathPatterns(
                items.stream().filter(item -> !item.endsWith("*")).collect(Collectors.toSet()), prefixes);
    }

    boolean matches(String path) {
        return exact.contains(path) || prefixes.stream().anyMatch(path::startsWith);
    }
}
