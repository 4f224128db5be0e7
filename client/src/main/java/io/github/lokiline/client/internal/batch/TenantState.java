package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.producer.CardinalityLimiter;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.CircuitBreaker;
import java.util.HashMap;
import java.util.Map;

/** One tenant of Loki ({@code X-Scope-OrgID}) and what is known of it. Each field says who owns it. */
public final class TenantState {

    /** Loki's own bound (dskit {@code tenant.ValidTenantID}). */
    private static final int MAX_ID_LENGTH = 150;

    private static final String PUNCTUATION = "!-_.*'()";

    /** Empty: no header is sent. */
    public final String id;

    /** Says itself who may. */
    public final CardinalityLimiter folds = new CardinalityLimiter();

    /** The active streams by label text; guarded by {@link StreamRegistry}'s lock. */
    public final Map<String, StreamState> streams = new HashMap<>();

    /** Owned by the worker. */
    public final CircuitBreaker gate = new CircuitBreaker();

    /** This tenant takes no structured metadata (Loki 2.9, or a schema below v13). Owned by the worker. */
    public boolean metadataOff;

    /** Bytes of entries that its pushes may have, where Loki has said that more are too many. Owned by the worker. */
    public int maxBatchBytes = Integer.MAX_VALUE;

    public TenantState(String id) {
        this.id = id;
    }

    /** Whether Loki takes {@code id}: letters, digits and {@code !-_.*'()}, at most 150, not a relative path. */
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
