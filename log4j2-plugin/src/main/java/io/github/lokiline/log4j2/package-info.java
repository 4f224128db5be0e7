/** The Log4j 2 face of lines and delivery: {@code <JsonLine>}, {@code <Logfmt>} and {@code <Loki>}. */
@NullMarked
package io.github.lokiline.log4j2;

import org.jspecify.annotations.NullMarked;
