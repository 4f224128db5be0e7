/** The part of LogQL that the embedded Loki supports. */
@NullMarked
package io.github.lokiline.testkit.internal.logql;

import org.jspecify.annotations.NullMarked;
