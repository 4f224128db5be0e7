/** Diagnoses why log lines do not reach Loki. */
@NullMarked
package io.github.lokiline.doctor;

import org.jspecify.annotations.NullMarked;
