/** Rewrites a whole line: post-processors, indentation, ASCII, logfmt. */
@NullMarked
package io.github.lokiline.json.internal.finish;

import org.jspecify.annotations.NullMarked;
