/** An embedded Loki for tests: start at {@link io.github.lokiline.testkit.EmbeddedLoki}. */
@NullMarked
package io.github.lokiline.testkit;

import org.jspecify.annotations.NullMarked;
