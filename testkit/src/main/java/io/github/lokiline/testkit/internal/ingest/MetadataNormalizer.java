package io.github.lokiline.testkit.internal.ingest;

import io.github.lokiline.testkit.internal.wire.GoText;
import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.Utf8;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives structured metadata the names Loki gives it: {@code a.b} becomes {@code a_b}. Stateless, thread-safe.
 *
 * <p>Letters and digits of ASCII stay, each run of anything else becomes one {@code _}, a leading digit gets {@code key_} in
 * front, {@code __name__} stays. A name of which nothing is left refuses the whole push with 500, every time: so Loki does
 * since 3.6.
 */
public final class MetadataNormalizer {

    private MetadataNormalizer() {}

    /**
     * The metadata, sorted, under its final names. Of names that meet, a changed one wins over an unchanged one, a later
     * over an earlier; empty values disappear, bytes that are no UTF-8 become spaces.
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
