/** The implementation of the filter, the executors and the interceptor. */
@NullMarked
package io.github.lokiline.request.internal;

import org.jspecify.annotations.NullMarked;
