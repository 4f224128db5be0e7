package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.DropReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A listener that adds up counts and keeps messages. */
final class RecordingSpoolListener implements SpoolListener {

    long recovered;
    int removals;
    final Map<DropReason, Long> lost = new EnumMap<>(DropReason.class);
    final List<String> found = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();

    @Override
    public void recovered(long entries) {
        recovered += entries;
    }

    @Override
    public void found(String tenant, String labels, long firstEpochNanos) {
        found.add(tenant + " " + labels + " " + firstEpochNanos);
    }

    @Override
    public void lost(DropReason reason, long entries) {
        lost.merge(reason, entries, Long::sum);
    }

    @Override
    public void removed() {
        removals++;
    }

    @Override
    public void trouble(String message) {
        troubles.add(message);
    }

    long lostEntries() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }
}
