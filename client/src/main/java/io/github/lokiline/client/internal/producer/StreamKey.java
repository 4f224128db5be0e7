package io.github.lokiline.client.internal.producer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a stream, found without building a string: the tenant, the label names, and the values. An
 * {@link EntryEncoder} keeps one to look up with, which it overwrites; a copy never changes again.
 */
final class StreamKey {
    private String tenant = "";
    private LabelNames names = LabelNames.NONE;
    private @Nullable String[] values = new String[LabelNames.MAX_LABELS];
    private int size;
    private int hash;

    /**
     * Takes values over; nothing is allocated. An empty value is the same as none. Most events have the labels of the
     * one before: what is the same is not stored, for the collector pays for each reference that is.
     */
    @SuppressWarnings("ReferenceEquality") // equal is not enough to skip a store, and need not be
    void set(String newTenant, LabelNames newNames, @Nullable String[] newValues) {
        boolean changed = tenant != newTenant || names != newNames;
        if (changed) {
            tenant = newTenant;
            names = newNames;
            size = newNames.size();
        }
        for (int i = 0; i < size; i++) {
            String given = newValues[i];
            String value = given == null || given.isEmpty() ? null : given;
            if (values[i] != value) {
                values[i] = value;
                changed = true;
            }
        }
        if (changed) {
            rehash();
        }
    }

    void replace(int index, String value) {
        values[index] = value;
        rehash();
    }

    /** A key to keep. */
    StreamKey copy() {
        StreamKey copy = new StreamKey();
        copy.set(tenant, names, values);
        return copy;
    }

    String tenant() {
        return tenant;
    }

    LabelNames names() {
        return names;
    }

    @Nullable
    String value(int index) {
        return values[index];
    }

    /** Adds its values to those seen of each label. */
    void collect(Map<String, Set<String>> seen) {
        for (int i = 0; i < size; i++) {
            String value = values[i];
            if (value != null) {
                seen.computeIfAbsent(names.get(i), name -> new HashSet<>()).add(value);
            }
        }
    }

    private void rehash() {
        int result = tenant.hashCode();
        for (int i = 0; i < size; i++) {
            String value = values[i];
            result = 31 * result + (value == null ? 0 : value.hashCode());
        }
        hash = result;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamKey that
                && hash == that.hash
                && (names == that.names || names.names().equals(that.names.names()))
                && tenant.equals(that.tenant)
                && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }
}
