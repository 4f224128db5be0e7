/** The only package that knows Jackson, 3 or 2; both may be absent. */
@NullMarked
package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.NullMarked;
