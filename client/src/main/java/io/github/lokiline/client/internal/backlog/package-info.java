/** Batches on disk as the delivery thread sees them: when they are written, when they are sent. */
@NullMarked
package io.github.lokiline.client.internal.backlog;

import org.jspecify.annotations.NullMarked;
