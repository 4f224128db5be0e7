/** The JMH benchmarks: encoding, appending, refusing. */
@NullMarked
package io.github.lokiline.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
