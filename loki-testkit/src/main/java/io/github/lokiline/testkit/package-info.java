@NullMarked
package io.github.lokiline.testkit;

import org.jspecify.annotations.NullMarked;
