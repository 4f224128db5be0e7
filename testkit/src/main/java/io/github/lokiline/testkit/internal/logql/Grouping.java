package io.github.lokiline.testkit.internal.logql;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code by (a, b)} or {@code without (a)}. Immutable. */
record Grouping(Set<String> names, boolean by) {

    /** Puts everything into one group, the default of an aggregation. */
    static final Grouping ONE = new Grouping(Set.of(), true);

    /** Makes each label set a group. */
    static final Grouping EACH = new Grouping(Set.of(), false);

    Map<String, String> of(Map<String, String> labels) {
        Map<String, String> group = new TreeMap<>(labels);
        group.keySet().removeIf(name -> names.contains(name) != by);
        return group;
    }
}
