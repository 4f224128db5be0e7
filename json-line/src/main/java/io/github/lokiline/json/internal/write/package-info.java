/** Writes values as bytes of JSON. */
@NullMarked
package io.github.lokiline.json.internal.write;

import org.jspecify.annotations.NullMarked;
