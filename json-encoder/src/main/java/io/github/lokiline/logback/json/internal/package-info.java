/** Reads Logback's events and implements the filters. */
@NullMarked
package io.github.lokiline.logback.json.internal;

import org.jspecify.annotations.NullMarked;
