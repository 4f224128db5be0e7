/** The parts of ingestion that need no limits: detected levels, metadata names, rates, texts as Go writes them. */
@NullMarked
package io.github.lokiline.testkit.internal.ingest;

import org.jspecify.annotations.NullMarked;
