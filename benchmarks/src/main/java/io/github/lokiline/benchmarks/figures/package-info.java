/** What the processes of a comparison print, and its tables. */
@NullMarked
package io.github.lokiline.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
