package io.github.lokiline.json.internal.extra;

import org.jspecify.annotations.Nullable;

/**
 * A value that stands in the configuration, not in an event: patterns redact nothing in it. Immutable.
 *
 * @param value the value
 */
public record LiteralValue(@Nullable Object value) {}
