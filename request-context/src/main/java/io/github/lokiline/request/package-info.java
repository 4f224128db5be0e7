/** Request ids in the MDC: a servlet filter, executors, an interceptor. */
@NullMarked
package io.github.lokiline.request;

import org.jspecify.annotations.NullMarked;
