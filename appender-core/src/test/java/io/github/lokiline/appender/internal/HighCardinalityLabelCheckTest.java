package io.github.lokiline.appender.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.contract.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighCardinalityLabelCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%X{request_id}",
                "%mdc{traceId:-none}",
                "%X{X-Request-ID}",
                "job-%kvp{uuid}",
                "%-10thread",
                "%threadId",
                "%uuid",
                "%nano",
                "%d{HH:mm}"
            })
    void warnsOfWhatTakesEverNewValues(String pattern) {
        assertThat(warnings(pattern))
                .singleElement()
                .asString()
                .startsWith("labels \"job=" + pattern + "\": ")
                .contains("structuredMetadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "request_id", "%level", "%logger", "%X{zone}", "%X{tenant_id}"})
    void saysNothingOfWhatHasFewValues(String pattern) {
        assertThat(warnings(pattern)).isEmpty();
    }

    private static List<String> warnings(String pattern) {
        return HighCardinalityLabelCheck.warnings(Map.of("job", new ValueExtractor.Constant<Sample>(pattern)));
    }
}
