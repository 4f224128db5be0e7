/**
 * From a framework's event to an entry of {@code lokiline-client}: labels, metadata, tenant, the guard against re-entry, and
 * the properties of an appender. For the appenders of this project; it changes with them.
 */
@NullMarked
package io.github.lokiline.append;

import org.jspecify.annotations.NullMarked;
