/** The cost of appending in the first seconds of a process and later, at the pace of a service. */
@NullMarked
package io.github.lokiline.benchmarks.paced;

import org.jspecify.annotations.NullMarked;
