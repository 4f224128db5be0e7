/** Requests to the server and what its replies say. */
@NullMarked
package io.github.lokiline.doctor.server;

import org.jspecify.annotations.NullMarked;
