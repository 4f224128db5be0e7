package io.github.lokiline.logback.loki;

import ch.qos.logback.core.Context;
import io.github.lokiline.append.ServiceName;

/** Finds what this application is called, asking Logback's context too. Stateless. */
final class ServiceNames {
    private ServiceNames() {}

    static String find(Context context) {
        String name = "default".equals(context.getName()) ? null : context.getName();
        return ServiceName.find(context.getProperty("spring.application.name"), name);
    }
}
