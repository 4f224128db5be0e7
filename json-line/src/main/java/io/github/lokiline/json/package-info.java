@NullMarked
package io.github.lokiline.json;

import org.jspecify.annotations.NullMarked;
