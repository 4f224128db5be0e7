/** Bytes as Loki reads them: protobuf and snappy. */
@NullMarked
package io.github.lokiline.client.internal.wire;

import org.jspecify.annotations.NullMarked;
