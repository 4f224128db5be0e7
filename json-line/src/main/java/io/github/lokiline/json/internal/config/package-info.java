/** Reads and checks the encoder's properties. */
@NullMarked
package io.github.lokiline.json.internal.config;

import org.jspecify.annotations.NullMarked;
