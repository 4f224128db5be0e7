/** The way of an event to the client that all bindings share. */
@NullMarked
package io.github.lokiline.appender;

import org.jspecify.annotations.NullMarked;
