/** The path of an event to the client, which all bindings share. */
@NullMarked
package io.github.lokiline.appender;

import org.jspecify.annotations.NullMarked;
