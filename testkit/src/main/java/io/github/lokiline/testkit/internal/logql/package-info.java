/** The part of LogQL that finds lines: selectors, line filters, {@code | json}, {@code | logfmt}, label filters. */
@NullMarked
package io.github.lokiline.testkit.internal.logql;

import org.jspecify.annotations.NullMarked;
