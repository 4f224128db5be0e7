/** Long runs of lokiline alone: an outage in every minute, a small heap. */
@NullMarked
package io.github.lokiline.benchmarks.endurance;

import org.jspecify.annotations.NullMarked;
