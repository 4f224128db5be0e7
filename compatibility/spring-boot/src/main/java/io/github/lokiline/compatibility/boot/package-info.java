/** A Spring Boot application that logs to Loki, and what it costs it to start. */
@NullMarked
package io.github.lokiline.compatibility.boot;

import org.jspecify.annotations.NullMarked;
