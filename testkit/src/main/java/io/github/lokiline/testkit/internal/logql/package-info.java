/** LogQL as the embedded Loki reads it. */
@NullMarked
package io.github.lokiline.testkit.internal.logql;

import org.jspecify.annotations.NullMarked;
