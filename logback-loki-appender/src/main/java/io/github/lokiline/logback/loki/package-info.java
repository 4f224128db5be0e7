/** The Loki appender for Logback. */
@NullMarked
package io.github.lokiline.logback.loki;

import org.jspecify.annotations.NullMarked;
