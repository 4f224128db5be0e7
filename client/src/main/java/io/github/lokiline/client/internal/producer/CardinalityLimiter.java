package io.github.lokiline.client.internal.producer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the labels of a tenant that exceeded the cardinality limit and replaces their values with {@code other}. Changed under {@link StreamRegistry}'s lock; the limited labels are read by any thread.
 */
public final class CardinalityLimiter {
    static final String FOLDED_VALUE = "other";

    /** Replaced as a whole. */
    private volatile Set<String> labels = Set.of();

    /** Of each label the hash codes of the values so far; to take two for one now and then does no harm. */
    private final Map<String, Set<Integer>> values = new HashMap<>();

    boolean isEmpty() {
        return labels.isEmpty();
    }

    boolean contains(String label) {
        return labels.contains(label);
    }

    /** Returns whether new entries with these labels get others. */
    boolean appliesTo(Map<String, String> stream) {
        Set<String> limited = labels;
        for (String label : limited) {
            String value = stream.get(label);
            if (value != null && !value.equals(FOLDED_VALUE)) {
                return true;
            }
        }
        return false;
    }

    /** Replaces the values of limited labels in {@code key} by {@code other}, and adds them to the metadata of the entry. */
    void apply(StreamKey key, EntryEncoder entry) {
        Set<String> folded = labels;
        LabelNames names = key.names();
        for (int i = 0; i < names.size(); i++) {
            String value = key.value(i);
            if (value != null && folded.contains(names.get(i)) && !value.equals(FOLDED_VALUE)) {
                entry.metadata(names.get(i), value);
                key.replace(i, FOLDED_VALUE);
            }
        }
    }

    void add(String label) {
        Set<String> more = new HashSet<>(labels);
        more.add(label);
        labels = Set.copyOf(more);
        values.remove(label);
    }

    /** Takes note of the labels of a new stream; a label that has more than {@code max} values by now, or null. */
    @Nullable
    String noteOverused(Map<String, String> stream, int max) {
        String overused = null;
        for (Map.Entry<String, String> label : stream.entrySet()) {
            String name = label.getKey();
            if (!contains(name)) {
                Set<Integer> seen = values.computeIfAbsent(name, key -> new HashSet<>());
                seen.add(label.getValue().hashCode());
                overused = seen.size() > max ? name : overused;
            }
        }
        return overused;
    }
}
