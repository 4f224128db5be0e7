/** The only package that knows OkHttp. */
@NullMarked
package io.github.lokiline.loki.internal.http;

import org.jspecify.annotations.NullMarked;
