package io.github.lokiline.testkit.internal.ingest;

import io.github.lokiline.testkit.internal.wire.GoText;
import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.Utf8;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Normalizes the names of structured metadata as Loki does: {@code a.b} becomes {@code a_b}. Stateless, thread-safe.
 *
 * <p>ASCII letters and digits stay, each run of other characters becomes one {@code _}, a leading digit gets the prefix
 * {@code key_}, {@code __name__} stays. A name that becomes empty refuses the whole push with 500, as in Loki since
 * 3.6.
 */
public final class MetadataNormalizer {

    private MetadataNormalizer() {}

    /**
     * Returns the metadata, sorted, under the normalized names. Of equal names, a changed one wins over an unchanged
     * one, and a later over an earlier one; empty values are dropped, bytes that are not UTF-8 become spaces.
     */
    public static List<Label> normalize(List<Label> metadata) throws RefusedPushException {
        Map<String, String> plain = new TreeMap<>();
        Map<String, String> changed = new TreeMap<>();
        for (Label label : metadata) {
            String name = normalize(label.name());
            String value = Utf8.replaceRuneErrors(label.value(), ' ');
            boolean same = name.equals(label.name()) && value.equals(label.value());
            (same ? plain : changed).put(name, value);
        }
        plain.putAll(changed);
        return plain.entrySet().stream()
                .filter(label -> !label.getValue().isEmpty())
                .map(label -> new Label(label.getKey(), label.getValue()))
                .toList();
    }

    private static String normalize(String name) throws RefusedPushException {
        if (name.isEmpty()) {
            throw new RefusedPushException(500, "label name is empty");
        }
        boolean reserved = name.length() >= 4 && name.startsWith("__") && name.endsWith("__");
        String inner = reserved ? name.substring(2, name.length() - 2) : name;
        String clean = inner.replaceAll("[^a-zA-Z0-9]+", "_");
        String whole = reserved ? "__" + clean + "__" : clean;
        String normalized = Character.isDigit(whole.charAt(0)) ? "key_" + whole : whole;
        if (normalized.chars().allMatch(c -> c == '_')) {
            throw new RefusedPushException(
                    500,
                    "normalization for label name " + GoText.quote(name) + " resulted in invalid name "
                            + GoText.quote(normalized));
        }
        return normalized;
    }
}
