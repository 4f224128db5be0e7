/** The caller's thread: encodes an entry, limits labels, reserves memory, queues. */
@NullMarked
package io.github.lokiline.client.internal.producer;

import org.jspecify.annotations.NullMarked;
