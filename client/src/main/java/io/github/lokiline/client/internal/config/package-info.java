/** The client's settings, checked. */
@NullMarked
package io.github.lokiline.client.internal.config;

import org.jspecify.annotations.NullMarked;
