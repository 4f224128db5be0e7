/** Compares appenders process by process: throughput, memory, wire size, losses. */
@NullMarked
package io.github.lokiline.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
