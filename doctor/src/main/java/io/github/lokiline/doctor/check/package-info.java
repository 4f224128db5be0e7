/** The checks, in the order of a line's way, and the report that they fill. */
@NullMarked
package io.github.lokiline.doctor.check;

import org.jspecify.annotations.NullMarked;
