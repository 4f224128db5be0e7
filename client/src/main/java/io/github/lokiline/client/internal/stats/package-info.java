/** The ledger, the meters and the messages. */
@NullMarked
package io.github.lokiline.client.internal.stats;

import org.jspecify.annotations.NullMarked;
