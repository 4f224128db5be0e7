package io.github.lokiline.json.internal.extra;

import org.jspecify.annotations.Nullable;

/**
 * A value from the configuration, not from an event: patterns redact nothing in it. Immutable.
 *
 * @param value the value
 */
public record LiteralValue(@Nullable Object value) {}
