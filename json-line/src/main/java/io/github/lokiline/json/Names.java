package io.github.lokiline.json;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Name} of a key. Thread-safe: a bounded cache without locks, where a key may push out another. Keys
 * are few and constant in most applications; where they are not, each costs what it cost without a cache.
 */
final class Names {
    private static final int SLOTS = 512;
    private static final int MAX_CACHED_CHARS = 128;
    private static final int MAX_SHOWN_CHARS = 256;

    private final AtomicReferenceArray<@Nullable Name> cache = new AtomicReferenceArray<>(SLOTS);
    private final SecretKeys secrets;
    private final Map<String, String> renames;
    private final Set<String> builtIn;
    private final Set<String> placed;
    private final Set<String> fixed;

    /**
     * Keys under these rules.
     *
     * @param secrets which keys hide their values
     * @param renames the name shown for a key
     * @param builtIn names that extras must not take
     * @param placed keys that have a place in the format
     * @param fixed names shown by static fields
     */
    Names(SecretKeys secrets, Map<String, String> renames, Set<String> builtIn, Set<String> placed, Set<String> fixed) {
        this.secrets = secrets;
        this.renames = renames;
        this.builtIn = builtIn;
        this.placed = placed;
        this.fixed = fixed;
    }

    /** Names of keys inside values, which no field can clash with. */
    static Names nested(SecretKeys secrets) {
        return new Names(secrets, Map.of(), Set.of(), Set.of(), Set.of());
    }

    Name of(@Nullable String nullable) {
        String key = String.valueOf(nullable);
        int hash = key.hashCode();
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        Name cached = cache.getAcquire(slot);
        if (cached != null && cached.key().equals(key)) {
            return cached;
        }
        Name name = make(key);
        if (key.length() <= MAX_CACHED_CHARS) {
            cache.setRelease(slot, name);
        }
        return name;
    }

    /** A name as it is, which nothing may rename or move. */
    Name constant(String shown) {
        return new Name(
                shown,
                shown,
                Ascii.member(shown),
                1L << spread(shown.hashCode()),
                secrets.matches(shown),
                false,
                false,
                false);
    }

    private Name make(String key) {
        boolean isPlaced = placed.contains(key);
        String renamed = writable(renames.getOrDefault(key, key));
        String shown = renamed;
        while (!isPlaced && builtIn.contains(shown)) {
            shown += "_";
        }
        return new Name(
                key,
                shown,
                Ascii.member(shown),
                1L << spread(shown.hashCode()),
                secrets.matches(key) || secrets.matches(shown),
                isPlaced,
                fixed.contains(shown),
                !shown.equals(renamed));
    }

    /**
     * Short enough to be held and written whole, and without lone surrogates: two keys that would look alike in the line
     * must be equal here, where clashes are found.
     */
    private static String writable(String name) {
        String start = name.length() <= MAX_SHOWN_CHARS ? name : name.substring(0, MAX_SHOWN_CHARS);
        StringBuilder repaired = null;
        for (int i = 0; i < start.length(); i++) {
            int codePoint = start.codePointAt(i);
            if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                repaired = repaired == null ? new StringBuilder(start) : repaired;
                repaired.setCharAt(i, '\ufffd');
            } else if (Character.isSupplementaryCodePoint(codePoint)) {
                i++;
            }
        }
        return repaired == null ? start : repaired.toString();
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B1) >>> 26;
    }
}
