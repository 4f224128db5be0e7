package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.Context;
import io.github.lokiline.appender.ServiceNameResolver;

/** Finds the name of this application, also in Logback's context. Stateless. */
public final class LogbackServiceName {
    private LogbackServiceName() {}

    public static String find(Context context) {
        String name = "default".equals(context.getName()) ? null : context.getName();
        return ServiceNameResolver.find(context.getProperty("spring.application.name"), name);
    }
}
