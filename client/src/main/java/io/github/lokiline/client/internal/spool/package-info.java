/** Batches on disk: segments of records in slots, each slot locked by one process. */
@NullMarked
package io.github.lokiline.client.internal.spool;

import org.jspecify.annotations.NullMarked;
