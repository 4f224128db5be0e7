/** Encoders and filters for Logback. */
@NullMarked
package io.github.lokiline.logback.json;

import org.jspecify.annotations.NullMarked;
