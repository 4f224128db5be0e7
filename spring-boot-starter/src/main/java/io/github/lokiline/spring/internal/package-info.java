/** Installs and configures the appender in Spring Boot's logging. */
@NullMarked
package io.github.lokiline.spring.internal;

import org.jspecify.annotations.NullMarked;
