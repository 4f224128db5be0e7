/** Benchmarks of encoding and appending, beside the peers. */
@NullMarked
package io.github.lokiline.benchmarks;

import org.jspecify.annotations.NullMarked;
