/** The spool: batches on disk that survive the process. */
@NullMarked
package io.github.lokiline.client.internal.spool;

import org.jspecify.annotations.NullMarked;
