/** The files of a spool: records in segments, found again after a crash. */
@NullMarked
package io.github.lokiline.client.internal.spool.segment;

import org.jspecify.annotations.NullMarked;
