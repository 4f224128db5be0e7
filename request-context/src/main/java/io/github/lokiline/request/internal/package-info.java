/** Parts of the request filter. */
@NullMarked
package io.github.lokiline.request.internal;

import org.jspecify.annotations.NullMarked;
