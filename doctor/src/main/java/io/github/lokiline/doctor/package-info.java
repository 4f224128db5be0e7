@NullMarked
package io.github.lokiline.doctor;

import org.jspecify.annotations.NullMarked;
