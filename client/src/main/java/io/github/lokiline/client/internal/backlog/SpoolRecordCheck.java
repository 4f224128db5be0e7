package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.spool.RecordCheck;
import io.github.lokiline.client.internal.spool.RecordData;
import io.github.lokiline.client.internal.wire.LabelSetText;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;

/** Checks that a record on disk can be sent. Stateless. */
final class SpoolRecordCheck implements RecordCheck {
    /** A block of Snappy grows at most by 64 bytes for 3 (a copy with an offset of two bytes). */
    private static final int MAX_EXPANSION = 22;

    @Override
    public boolean isStream(String tenant, String labels) {
        try {
            return TenantState.isLegal(tenant) && !LabelSetText.parse(labels).isEmpty();
        } catch (RuntimeException e) {
            // Whatever the parser stumbles over, it is no label text.
            return false;
        }
    }

    @Override
    public boolean isBatch(RecordData batch) {
        byte[] body = batch.body();
        try {
            int plainBytes = PushRequestEncoder.plainBytes(body);
            // Before it is allocated: an absurd size would exhaust the memory.
            boolean isPlausible = plainBytes >= 0 && plainBytes / MAX_EXPANSION <= body.length;
            return isPlausible && PushRequestEncoder.entries(body).size() == batch.entries();
        } catch (RuntimeException e) {
            // Whatever the decoder stumbles over, Loki could not decode it either.
            return false;
        }
    }
}
