/** A servlet filter, executors and an interceptor that carry request ids in the MDC. */
@NullMarked
package io.github.lokiline.request;

import org.jspecify.annotations.NullMarked;
