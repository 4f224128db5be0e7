/** Meters of a client: the only place that knows Micrometer. */
@NullMarked
package io.github.lokiline.loki.internal.metrics;

import org.jspecify.annotations.NullMarked;
