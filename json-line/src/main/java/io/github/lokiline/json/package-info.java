/** The types that an application's own fields and post-processors are written against. */
@NullMarked
package io.github.lokiline.json;

import org.jspecify.annotations.NullMarked;
