/** How Logback's events are read. */
@NullMarked
package io.github.lokiline.logback.json.internal;

import org.jspecify.annotations.NullMarked;
