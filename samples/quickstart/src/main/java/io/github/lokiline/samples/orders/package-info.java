/** An orders service whose log lines go to the console and to Loki, and the program that shows it. */
@NullMarked
package io.github.lokiline.samples.orders;

import org.jspecify.annotations.NullMarked;
