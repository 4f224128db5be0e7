package io.github.lokiline.log4j2;

import io.github.lokiline.json.LinePostProcessor;
import java.util.Map;

/** A processor of the application's own. Thread-safe. */
public final class AddsNoise implements LinePostProcessor {
    /** For the configuration. */
    public AddsNoise() {}

    @Override
    public void process(Map<String, Object> fields) {
        fields.put("noise", true);
    }
}
