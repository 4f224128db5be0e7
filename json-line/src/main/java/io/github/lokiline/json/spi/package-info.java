/** The encoder of one event as one line, for the logging frameworks' bindings. */
@NullMarked
package io.github.lokiline.json.spi;

import org.jspecify.annotations.NullMarked;
