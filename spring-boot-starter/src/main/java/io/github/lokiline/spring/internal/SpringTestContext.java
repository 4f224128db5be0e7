package io.github.lokiline.spring.internal;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Recognizes an application that {@code @SpringBootTest} or a test slice starts. Stateless. */
final class SpringTestContext {
    /** The name in {@code TestPropertySourceUtils} of spring-test, which an application does not have at run time. */
    private static final String INLINED_PROPERTIES = "Inlined Test Properties";

    private SpringTestContext() {}

    static boolean owns(Environment environment) {
        return environment instanceof ConfigurableEnvironment all
                && all.getPropertySources().contains(INLINED_PROPERTIES);
    }
}
