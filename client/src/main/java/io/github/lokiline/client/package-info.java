/** Delivers entries to Grafana Loki: {@link io.github.lokiline.client.LokiClient} and its settings. */
@NullMarked
package io.github.lokiline.client;

import org.jspecify.annotations.NullMarked;
