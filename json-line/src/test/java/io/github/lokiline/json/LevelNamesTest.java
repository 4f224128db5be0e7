package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

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
        "ecs, WARN, DEBUG"
    })
    void aMapLeavesTheOtherLevelsAsThePresetHasThem(String preset, String warn, String debug) {
        Settings settings = new Settings();

        RecordEncoder<Happening> encoder = RecordEncoder.of(
                new Happening.View(), Map.of("preset", preset, "levelNames", "ERROR=severe"), settings);

        assertThat(settings.faults()).isEmpty();
        assertThat(encoder.levelName(LineLevel.ERROR)).isEqualTo("severe");
        assertThat(encoder.levelName(LineLevel.WARN)).isEqualTo(warn);
        assertThat(encoder.levelName(LineLevel.DEBUG)).isEqualTo(debug);
    }
}
