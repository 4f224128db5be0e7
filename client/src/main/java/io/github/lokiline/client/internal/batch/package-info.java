/** Batches: entries of one stream that go out together, and the state of that stream. */
@NullMarked
package io.github.lokiline.client.internal.batch;

import org.jspecify.annotations.NullMarked;
