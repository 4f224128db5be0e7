/** Labels, metadata and properties of an appender. */
@NullMarked
package io.github.lokiline.appender.internal;

import org.jspecify.annotations.NullMarked;
