/** Spring Boot's face: the appender configured in {@code application.yml}, a health indicator, the request filter. */
@NullMarked
package io.github.lokiline.spring;

import org.jspecify.annotations.NullMarked;
