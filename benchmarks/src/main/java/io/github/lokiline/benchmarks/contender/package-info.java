/** The measured encoders and appenders, and the events that they receive. */
@NullMarked
package io.github.lokiline.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
