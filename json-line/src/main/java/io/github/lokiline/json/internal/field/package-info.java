/** The built-in fields of a line: time, level, message, caller, exception. */
@NullMarked
package io.github.lokiline.json.internal.field;

import org.jspecify.annotations.NullMarked;
