/** Changes to a whole line: post-processors, indentation, ASCII. */
@NullMarked
package io.github.lokiline.json.internal.finish;

import org.jspecify.annotations.NullMarked;
