package io.github.lokiline.logback.loki.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogbackVersionTest {

    @Test
    void anOldLogbackIsNamedWithItsVersion() {
        LinkageError old = new NoSuchMethodError("'MDCAdapter ch.qos.logback.classic.LoggerContext.getMDCAdapter()'");

        assertThat(LogbackVersion.problem(old, "1.2.3")).endsWith("; Logback 1.2.3 found, 1.5 or newer needed");
    }

    @Test
    void anotherLibraryIsNotTakenForLogback() {
        LinkageError other = new NoClassDefFoundError("okio/Buffer");

        assertThat(LogbackVersion.problem(other, "1.5.38")).endsWith("; a jar is missing, or of the wrong version");
    }

    @Test
    void anUnknownVersionIsNotInvented() {
        LinkageError old = new NoClassDefFoundError("ch/qos/logback/core/Missing");

        assertThat(LogbackVersion.problem(old, null)).doesNotContain("null");
    }
}
