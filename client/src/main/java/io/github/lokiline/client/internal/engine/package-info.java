/** The delivery thread: takes queued entries, runs the stations below it, ends with the last of them. */
@NullMarked
package io.github.lokiline.client.internal.engine;

import org.jspecify.annotations.NullMarked;
