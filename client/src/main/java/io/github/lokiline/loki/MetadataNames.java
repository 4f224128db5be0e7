package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.wire.LabelText;
import java.util.concurrent.ConcurrentHashMap;

/** The repaired, encoded form of each metadata name, made once. Thread-safe. */
final class MetadataNames {

    /** Names come from code and configuration; should they come from data after all, they are not kept. */
    private static final int MAX_KEPT = 1024;

    private final ConcurrentHashMap<String, byte[]> encoded = new ConcurrentHashMap<>();

    /** The name as it is sent. The same array for the same name, as long as it is kept. */
    byte[] encode(String name) {
        byte[] known = encoded.get(name);
        if (known != null) {
            return known;
        }
        byte[] made = LabelText.bytes(LabelText.repairName(name));
        if (encoded.size() < MAX_KEPT) {
            encoded.put(name, made);
        }
        return made;
    }
}
