/** The bytes Loki reads: entries, label text, the push body and its compression. */
@NullMarked
package io.github.lokiline.loki.internal.wire;

import org.jspecify.annotations.NullMarked;
