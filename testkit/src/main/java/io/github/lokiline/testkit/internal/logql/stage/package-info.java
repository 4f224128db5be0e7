/** The stages of a LogQL pipeline: filters and parsers. */
@NullMarked
package io.github.lokiline.testkit.internal.logql.stage;

import org.jspecify.annotations.NullMarked;
