/** The time that the first event of a process takes, with and without a cache of classes. */
@NullMarked
package io.github.lokiline.benchmarks.start;

import org.jspecify.annotations.NullMarked;
