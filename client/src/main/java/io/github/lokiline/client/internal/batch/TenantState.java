package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.producer.CardinalityLimiter;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.CircuitBreaker;
import io.github.lokiline.client.internal.wire.EntryCodec;
import java.util.HashMap;
import java.util.Map;

/** One tenant of Loki ({@code X-Scope-OrgID}) and its limits. Each method states who may call it. */
public final class TenantState {
    /** Loki's own bound (dskit {@code tenant.ValidTenantID}). */
    private static final int MAX_ID_LENGTH = 150;

    private static final String PUNCTUATION = "!-_.*'()";

    private final String id;
    private final CardinalityLimiter limiter = new CardinalityLimiter();
    private final CircuitBreaker breaker = new CircuitBreaker();

    /** The active streams by label text; guarded by {@link StreamRegistry}'s lock. */
    private final Map<String, StreamState> streams = new HashMap<>();

    /** Those that take no place; guarded by the same lock. */
    private final Map<String, StreamState> uncounted = new HashMap<>();

    private boolean metadataOff;
    private int maxBatchBytes = Integer.MAX_VALUE;
    private int maxMetadataPairs = Integer.MAX_VALUE;
    private int maxMetadataBytes = Integer.MAX_VALUE;
    private int maxLabelValueBytes = Integer.MAX_VALUE;

    public TenantState(String id) {
        this.id = id;
    }

    /** Returns the value of {@code X-Scope-OrgID}; empty for none. */
    public String id() {
        return id;
    }

    /** Any thread, as that class says. */
    public CardinalityLimiter limiter() {
        return limiter;
    }

    /** Under the lock of {@link StreamRegistry}: returns the active streams by label text. */
    public Map<String, StreamState> streams() {
        return streams;
    }

    /**
     * Under the same lock: returns the streams by label text that only have batches of earlier: from disk, or of a label that
     * is limited by now. They take none of the places of active streams.
     */
    public Map<String, StreamState> uncounted() {
        return uncounted;
    }

    /** The delivery thread. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    /** The delivery thread: returns whether the tenant takes no structured metadata (Loki 2.9, or a schema below v13). */
    boolean isMetadataOff() {
        return metadataOff;
    }

    /** The delivery thread: from now on no structured metadata is sent; false if that was so before. */
    public boolean turnMetadataOff() {
        boolean changed = !metadataOff;
        metadataOff = true;
        return changed;
    }

    /** The delivery thread: Loki has said that its limits of metadata are these; false if that was known. */
    public boolean limitMetadata(int pairs, int bytes) {
        boolean changed = pairs < maxMetadataPairs || bytes < maxMetadataBytes;
        maxMetadataPairs = Math.min(maxMetadataPairs, pairs);
        maxMetadataBytes = Math.min(maxMetadataBytes, bytes);
        return changed;
    }

    /** Returns whether an entry may have to leave out structured metadata. */
    boolean hasMetadataLimit() {
        return metadataOff || maxMetadataPairs < Integer.MAX_VALUE || maxMetadataBytes < Integer.MAX_VALUE;
    }

    /** Returns an entry with as much structured metadata as the tenant takes; the entry itself if it takes all. */
    byte[] limited(byte[] entry) {
        return metadataOff
                ? EntryCodec.withoutMetadata(entry)
                : EntryCodec.limitMetadata(entry, maxMetadataPairs, maxMetadataBytes);
    }

    /** The delivery thread: returns the bytes that the value of a label may have, as far as Loki's refusals show it. */
    public int maxLabelValueBytes() {
        return maxLabelValueBytes;
    }

    /** The delivery thread: see {@link #maxLabelValueBytes}. */
    public void limitLabelValues(int bytes) {
        maxLabelValueBytes = bytes;
    }

    /** The delivery thread: returns the bytes of entries a push may have, where Loki has said that more are too many. */
    public int maxBatchBytes() {
        return maxBatchBytes;
    }

    void limitBatches(int newMaxBytes) {
        maxBatchBytes = newMaxBytes;
    }

    /** Returns whether Loki takes {@code id}: letters, digits and {@code !-_.*'()}, at most 150, not a relative path. */
    public static boolean isLegal(String id) {
        if (id.length() > MAX_ID_LENGTH || id.equals(".") || id.equals("..")) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
