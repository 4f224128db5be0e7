@NullMarked
package io.github.lokiline.logback.loki;

import org.jspecify.annotations.NullMarked;
