@NullMarked
package io.github.lokiline.loki;

import org.jspecify.annotations.NullMarked;
