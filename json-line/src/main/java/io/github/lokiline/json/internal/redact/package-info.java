/** Finds secrets in texts and masks them; knows nothing of lines. */
@NullMarked
package io.github.lokiline.json.internal.redact;

import org.jspecify.annotations.NullMarked;
