package io.github.lokiline.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.log4j2.JsonLineLayout;
import io.github.lokiline.log4j2.Log4jLokiAppenderBuilder;
import io.github.lokiline.log4j2.LogfmtLayout;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.LogfmtEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests that a property may be set with Log4j if it may be set with Logback. */
class Log4jPropertiesTest {

    @Test
    void theAppenderHasThemAll() {
        Set<String> log4j = names(Log4jLokiAppenderBuilder.class);
        log4j.add("header");

        assertThat(log4j).containsAll(names(LokiAppender.class));
    }

    @Test
    void theLayoutsHaveThemAll() {
        Set<String> json = names(JsonLineLayout.Builder.class);
        Set<String> logfmt = names(LogfmtLayout.Builder.class);
        json.add("static-field");
        logfmt.add("static-field");

        assertThat(json).containsAll(names(JsonEncoder.class));
        assertThat(logfmt).containsAll(names(LogfmtEncoder.class));
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        PropertySetters.of(type).names().forEach(names::add);
        return names;
    }
}
