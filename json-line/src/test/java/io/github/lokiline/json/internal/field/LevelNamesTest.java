package io.github.lokiline.json.internal.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.LogLevel;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.json.spi.TestEvent;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelNamesTest {
    @ParameterizedTest
    @CsvSource({
        "python, WARNING, DEBUG",
        "structlog, warning, debug",
        "tagged, WARN, DEBUG",
        "logstash, WARN, DEBUG",
        "ecs, WARN, DEBUG",
        "gcp, WARNING, DEBUG",
        "datadog, warn, debug"
    })
    void aMapLeavesTheOtherLevelsAsThePresetHasThem(String preset, String warn, String debug) {
        PropertyParser settings = new PropertyParser();

        EventEncoder<TestEvent> encoder = EventEncoder.json(
                new TestEvent.View(), Map.of("preset", preset, "levelNames", "ERROR=severe"), settings);

        assertThat(settings.faults()).isEmpty();
        assertThat(encoder.levelName(LogLevel.ERROR)).isEqualTo("severe");
        assertThat(encoder.levelName(LogLevel.WARN)).isEqualTo(warn);
        assertThat(encoder.levelName(LogLevel.DEBUG)).isEqualTo(debug);
    }
}
