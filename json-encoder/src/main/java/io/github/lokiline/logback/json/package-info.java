@NullMarked
package io.github.lokiline.logback.json;

import org.jspecify.annotations.NullMarked;
