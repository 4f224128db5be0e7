/** Reads Log4j's events, attributes and patterns. */
@NullMarked
package io.github.lokiline.log4j2.internal;

import org.jspecify.annotations.NullMarked;
