package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.internal.wire.LabelSetText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The label names of a series of entries, made once, so that the values alone travel with each event. Immutable.
 *
 * <pre>
 * LabelNames names = LabelNames.of(List.of("service_name", "host"));
 * entry.offer(names, new String[] {"orders", "web-1"}, null);
 * </pre>
 *
 * Names are repaired to what Loki's parser reads ({@code foo.bar} becomes {@code foo_bar}), always to the same result.
 * Loki takes at most 15 labels a stream ({@code max_label_names_per_series}).
 */
public final class LabelNames {
    /** Loki's {@code max_label_names_per_series}. */
    public static final int MAX_LABELS = 15;

    static final LabelNames NONE = new LabelNames(List.of());

    private final List<String> names;

    private LabelNames(List<String> names) {
        this.names = names;
    }

    /**
     * Names in the order in which values will be given.
     *
     * @throws IllegalArgumentException if there are none or more than {@link #MAX_LABELS}, one is empty, or two are the
     *     same after repair
     */
    public static LabelNames of(List<String> names) {
        if (names.isEmpty() || names.size() > MAX_LABELS) {
            throw new IllegalArgumentException(
                    names.size() + " labels: Loki takes 1 to " + MAX_LABELS + " a stream; move some to metadata");
        }
        List<String> repaired = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a label without a name: write name=value");
            }
            String legal = LabelSetText.repairName(name);
            if (!seen.add(legal)) {
                throw new IllegalArgumentException(
                        "label \"" + name + "\": another label is sent as " + legal + " already; rename one of them");
            }
            repaired.add(legal);
        }
        return new LabelNames(List.copyOf(repaired));
    }

    /** The name that Loki will be sent for {@code name}. */
    public static String repair(String name) {
        return LabelSetText.repairName(name);
    }

    /** The names as they are sent, in the order given. */
    public List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    String get(int index) {
        return names.get(index);
    }
}
