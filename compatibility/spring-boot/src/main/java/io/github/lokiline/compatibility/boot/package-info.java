/** A Spring Boot application that logs to Loki, and a measurement of its start-up time. */
@NullMarked
package io.github.lokiline.compatibility.boot;

import org.jspecify.annotations.NullMarked;
