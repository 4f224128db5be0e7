/** Reads a Logback configuration and the command line, and derives the target of each appender. */
@NullMarked
package io.github.lokiline.doctor.config;

import org.jspecify.annotations.NullMarked;
