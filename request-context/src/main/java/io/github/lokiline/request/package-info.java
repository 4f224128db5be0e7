/** Request ids in the MDC, from the first filter to the next service. */
@NullMarked
package io.github.lokiline.request;

import org.jspecify.annotations.NullMarked;
