/** How Log4j's events, attributes and patterns are read. */
@NullMarked
package io.github.lokiline.log4j2.internal;

import org.jspecify.annotations.NullMarked;
