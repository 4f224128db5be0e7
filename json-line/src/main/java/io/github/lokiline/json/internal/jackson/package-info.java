/** Converts beans by Jackson 3 or 2, where one is present. */
@NullMarked
package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.NullMarked;
