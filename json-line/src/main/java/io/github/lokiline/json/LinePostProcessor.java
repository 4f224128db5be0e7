package io.github.lokiline.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes the fields of a whole line before the line is returned. Implementations are thread-safe.
 *
 * <pre>{@code
 * LinePostProcessor noHealthChecks = fields -> {
 *     if ("/health".equals(fields.get("path"))) {
 *         fields.remove("request_id");
 *         fields.put("noise", true);
 *     }
 * };
 * }</pre>
 *
 * <p>Units: the line is written and read, and the fields that changed are written again, which takes several times as
 * long as writing it; a {@link FieldWriter} is cheaper where a field is only to be added. Texts and numbers that
 * stay the same keep their bytes.
 *
 * <p>Errors: an exception leaves the line as it was, and is counted in {@link EncoderStats#failedValues()}.
 */
@FunctionalInterface
public interface LinePostProcessor {
    /**
     * Adds, removes, replaces or reorders fields.
     *
     * @param fields names and values in the order of the line, as read from JSON: text, {@link java.math.BigDecimal},
     *     boolean, null, list or map. New values may be of any type that an additional field may have. Secrets are
     *     already masked, and new texts are redacted; the limits of a line apply to the result
     */
    void process(Map<String, @Nullable Object> fields);
}
