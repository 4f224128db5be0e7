/** Logback's patterns, status messages and environment. */
@NullMarked
package io.github.lokiline.logback.loki.internal;

import org.jspecify.annotations.NullMarked;
