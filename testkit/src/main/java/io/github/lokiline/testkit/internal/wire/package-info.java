/** Parses pushes as Loki does: content encodings, snappy, protobuf, JSON and label text. */
@NullMarked
package io.github.lokiline.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
