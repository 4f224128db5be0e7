/** The HTTP side of the embedded Loki: the server, its port, tenants and responses. */
@NullMarked
package io.github.lokiline.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
