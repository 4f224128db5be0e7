/** Layouts and the Loki appender for Log4j 2, with their nested elements. */
@NullMarked
package io.github.lokiline.log4j2;

import org.jspecify.annotations.NullMarked;
