/** Answers the embedded Loki's query endpoints: labels, series, log and metric queries. */
@NullMarked
package io.github.lokiline.testkit.internal.query;

import org.jspecify.annotations.NullMarked;
