package io.github.lokiline.json.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.spi.PropertyParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExceptionMatcherTest {
    private final PropertyParser settings = new PropertyParser();

    @Test
    void reportsANameThatWouldBreakThePattern() {
        ExceptionMatcher matcher = ExceptionMatcher.parse("omitStackOf", "a\\E(, IOException", settings);

        assertThat(settings.faults()).singleElement().asString().startsWith("omitStackOf \"a\\E(\": not the name of");
        assertThat(matcher.matches(new IOException())).isTrue();
    }

    @Test
    void readsNoneWhereEachNameIsWrong() {
        assertThat(ExceptionMatcher.parse("omitStackOf", "a\\E(", settings)).isNull();
        assertThat(settings.faults()).hasSize(1);
    }
}
