package io.github.lokiline.request.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Tests that a filter leaves trace and span to a tracer. */
class TracerIdsTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace_id", "span_id", "traceId", "spanId"})
    void theIdsOfATracerAreThoseOfItsNames(String key) {
        MDC.put(key, "a1");
        MDC.put("user", "ada");

        assertThat(TracerIds.current()).isEqualTo(Map.of(key, "a1"));
    }

    @Test
    void besideATracerTheCallersIdsStayOut() {
        FilterSettings settings = new FilterSettings();

        assertThat(settings.entries(header -> TRACEPARENT, false)).containsKeys("trace_id", "span_id");
        assertThat(settings.entries(header -> TRACEPARENT, true)).containsOnlyKeys("request_id");
    }

    @Test
    void theAgentIsKnownByItsClass() {
        ClassLoader withAgent = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals("io.opentelemetry.javaagent.OpenTelemetryAgent")) {
                    return Object.class;
                }
                throw new ClassNotFoundException(name);
            }
        };

        assertThat(TracerIds.hasAgent(withAgent)).isTrue();
        assertThat(TracerIds.hasAgent(ClassLoader.getSystemClassLoader())).isFalse();
    }
}
