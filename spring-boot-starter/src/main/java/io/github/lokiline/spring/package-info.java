/** Spring Boot's auto-configuration. */
@NullMarked
package io.github.lokiline.spring;

import org.jspecify.annotations.NullMarked;
