/** Types for fields and post-processors of an application, and the counts of an encoder. */
@NullMarked
package io.github.lokiline.json;

import org.jspecify.annotations.NullMarked;
