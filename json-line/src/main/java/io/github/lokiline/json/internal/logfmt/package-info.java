/** Rewrites lines as logfmt. */
@NullMarked
package io.github.lokiline.json.internal.logfmt;

import org.jspecify.annotations.NullMarked;
