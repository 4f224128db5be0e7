package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.internal.wire.LabelSetText;
import java.util.concurrent.ConcurrentHashMap;

/** The repaired, encoded form of each metadata name, made once. Thread-safe. */
public final class MetadataNameCache {

    /** Names come from code and configuration; should they come from data after all, they are not kept. */
    private static final int MAX_KEPT = 1024;

    private final ConcurrentHashMap<String, byte[]> encoded = new ConcurrentHashMap<>();

    /** The name as it is sent. The same array for the same name, as long as it is kept. */
    byte[] encode(String name) {
        byte[] known = encoded.get(name);
        if (known != null) {
            return known;
        }
        byte[] made = LabelSetText.bytes(LabelSetText.repairName(name));
        if (encoded.size() < MAX_KEPT) {
            encoded.put(name, made);
        }
        return made;
    }
}
