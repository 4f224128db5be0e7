/** The encoders and appenders that are measured, and the events that they get. */
@NullMarked
package io.github.lokiline.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
