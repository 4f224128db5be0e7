/** An orders service that logs to the console and to Loki, and a program that demonstrates it. */
@NullMarked
package io.github.lokiline.samples.orders;

import org.jspecify.annotations.NullMarked;
