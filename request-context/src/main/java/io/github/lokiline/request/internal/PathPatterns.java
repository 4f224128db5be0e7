package io.github.lokiline.request.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Paths that match one of a list: whole, or by their beginning where it ends in {@code *}. Immutable. */
public final class PathPatterns {

    private final Set<String> whole;
    private final List<String> beginnings;

    private PathPatterns(Set<String> whole, List<String> beginnings) {
        this.whole = whole;
        this.beginnings = beginnings;
    }

    /** {@code /healthz, /actuator/*}. */
    public static PathPatterns parse(String text) {
        List<String> items = ListParser.of(text);
        List<String> beginnings = new ArrayList<>();
        for (String item : items) {
            int star = item.indexOf('*');
            if (!item.startsWith("/") || (star >= 0 && star < item.length() - 1)) {
                throw new IllegalArgumentException("skip \"" + item
                        + "\": wants a path from /, where * stands at the end only; /healthz or /actuator/*");
            }
            if (star >= 0) {
                beginnings.add(item.substring(0, star));
            }
        }
        return new PathPatterns(
                items.stream().filter(item -> !item.endsWith("*")).collect(Collectors.toSet()), beginnings);
    }

    boolean match(String path) {
        return whole.contains(path) || beginnings.stream().anyMatch(path::startsWith);
    }
}
