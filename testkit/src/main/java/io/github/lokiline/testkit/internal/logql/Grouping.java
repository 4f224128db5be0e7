package io.github.lokiline.testkit.internal.logql;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code by (a, b)} or {@code without (a)}. Immutable. */
record Grouping(Set<String> names, boolean by) {

    /** Of an aggregation that says neither: all in one group. */
    static final Grouping ONE = new Grouping(Set.of(), true);

    /** Every label set a group of its own. */
    static final Grouping EACH = new Grouping(Set.of(), false);

    Map<String, String> of(Map<String, String> labels) {
        Map<String, String> group = new TreeMap<>(labels);
        group.keySet().removeIf(name -> names.contains(name) != by);
        return group;
    }
}
