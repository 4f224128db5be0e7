/** An HTTP server in its own process that receives the pushes and counts them. */
@NullMarked
package io.github.lokiline.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
