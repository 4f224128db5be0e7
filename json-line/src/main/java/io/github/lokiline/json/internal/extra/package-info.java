/** The additional fields of a line: MDC, key-values, arguments, static fields. */
@NullMarked
package io.github.lokiline.json.internal.extra;

import org.jspecify.annotations.NullMarked;
