/** HTTP: one request, one response. */
@NullMarked
package io.github.lokiline.client.internal.http;

import org.jspecify.annotations.NullMarked;
