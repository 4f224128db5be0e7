/** Writes stack traces. */
@NullMarked
package io.github.lokiline.json.internal.trace;

import org.jspecify.annotations.NullMarked;
