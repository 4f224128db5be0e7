/** Removes secrets from values and texts. */
@NullMarked
package io.github.lokiline.json.internal.redact;

import org.jspecify.annotations.NullMarked;
