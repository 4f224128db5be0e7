/** Pushes: which batch may go, what its answer means, what follows from it. */
@NullMarked
package io.github.lokiline.client.internal.push;

import org.jspecify.annotations.NullMarked;
