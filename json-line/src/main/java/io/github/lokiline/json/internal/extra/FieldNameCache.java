package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.redact.SensitiveKeys;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.LossyCache;
import io.github.lokiline.json.spi.KeyFilter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link FieldName} of a key. Thread-safe. Keys are few and constant in most applications; for others a lookup
 * costs what it costs without a cache.
 */
public final class FieldNameCache {
    /** Longer keys are made again for each line. */
    public static final int MAX_CACHED_CHARS = 256;

    private static final int SLOTS = 512;
    private static final int MAX_SHOWN_CHARS = 256;

    private final LossyCache<FieldName> cache = new LossyCache<>(SLOTS);
    private final Rules rules;
    private final KeyFilter globs;
    private final boolean ranked;

    /**
     * The rules for names.
     *
     * @param secrets the keys whose values are masked
     * @param renames the name shown for a key
     * @param builtIn names that additional fields cannot have
     * @param placed keys that the format names
     * @param fixed names of static fields
     * @param nestsDots true if dots put a name into objects
     * @param showsEach true to show each of several values with one name, even if the format names it
     */
    public record Rules(
            SensitiveKeys secrets,
            Map<String, String> renames,
            Set<String> builtIn,
            Set<String> placed,
            Set<String> fixed,
            boolean nestsDots,
            boolean showsEach) {

        /** Returns the rules for keys in an object that holds these objects only. */
        Rules inGroup(Set<String> groups) {
            return new Rules(secrets, renames, groups, placed, Set.of(), nestsDots, showsEach);
        }
    }

    public FieldNameCache(Rules rules, KeyFilter globs) {
        this.rules = rules;
        this.globs = globs;
        this.ranked = globs.isRanked();
    }

    /** Creates a cache for keys inside values, which no field clashes with. */
    public static FieldNameCache nested(SensitiveKeys secrets) {
        return new FieldNameCache(
                new Rules(secrets, Map.of(), Set.of(), Set.of(), Set.of(), false, false), KeyFilter.ALL);
    }

    public FieldName of(@Nullable String nullable) {
        String key = String.valueOf(nullable);
        int hash = key.hashCode();
        FieldName cached = cache.candidate(hash);
        if (cached != null && cached.key().equals(key)) {
            return cached;
        }
        FieldName name = make(key);
        if (key.length() <= MAX_CACHED_CHARS) {
            cache.put(hash, name);
        }
        return name;
    }

    /** Returns the name of a static field, which nothing may move; secret also if its name before renaming was. */
    public FieldName constant(String shown) {
        boolean secret = isSecret(shown, shown, path(shown, shown));
        for (Map.Entry<String, String> rename : rules.renames.entrySet()) {
            secret |= rename.getValue().equals(shown) && rules.secrets.matches(rename.getKey());
        }
        return FieldName.plain(shown, shown, secret);
    }

    /** Returns the name of a key in the format. */
    public FieldName inFormat(String key, String shown) {
        return FieldName.plain(key, shown, isSecret(key, shown, path(key, shown)));
    }

    /** Returns whether two names may have different ranks. */
    boolean isRanked() {
        return ranked;
    }

    private FieldName make(String key) {
        boolean isPlaced = rules.placed.contains(key);
        String renamed = writable(rules.renames.getOrDefault(key, key));
        String shown = renamed;
        while (!isPlaced && rules.builtIn.contains(shown)) {
            shown += "_";
        }
        FieldName.Step[] path = path(key, shown);
        return new FieldName(
                key,
                shown,
                AsciiConstants.member(shown),
                FieldName.bit(shown),
                isSecret(key, shown, path),
                globs.rank(key),
                isPlaced,
                rules.fixed.contains(shown) || (isPlaced && rules.showsEach),
                !shown.equals(renamed),
                isPlaced ? null : path);
    }

    private FieldName.Step @Nullable [] path(String key, String shown) {
        return rules.nestsDots ? DottedNameSplitter.path(key, shown, rules.secrets) : null;
    }

    /** Returns whether a value is masked: in a line that nests, also for the name of an object that it is put into. */
    private boolean isSecret(String key, String shown, FieldName.Step @Nullable [] path) {
        return rules.secrets.matches(key)
                || rules.secrets.matches(shown)
                || (path != null && path[0].segment().secret());
    }

    /** Returns the first characters of a text, without splitting a surrogate pair. */
    public static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * Shortens a name so that it is written whole, and replaces lone surrogates: two keys that look alike in the line must
     * be equal here, where clashes are found.
     */
    public static String writable(String name) {
        String start = start(name, MAX_SHOWN_CHARS);
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
}
