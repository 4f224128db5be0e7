package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Checks the defaults of a table against the code: a property set to its documented default changes nothing, and set to
 * another value it does, so that an unused property is detected. Stateless.
 */
final class Defaults {
    private Defaults() {}

    /**
     * Returns a test for each default of the table.
     *
     * @param effect returns the observable behaviour of a component with the given properties
     * @param given properties that are always set
     * @param chosen selects the properties to check
     */
    static Stream<DynamicTest> of(
            PropertyTable table,
            Predicate<String> chosen,
            Map<String, String> given,
            Function<Map<String, String>, Object> effect) {
        Object plain = effect.apply(given);
        return table.properties().stream()
                .filter(property -> chosen.test(property.name()))
                .filter(property -> property.defaultText().isPresent())
                .map(property -> DynamicTest.dynamicTest(property.name() + " = " + property.fallback(), () -> {
                    assertThat(effect.apply(with(
                                    given,
                                    property.name(),
                                    property.defaultText().orElseThrow())))
                            .isEqualTo(plain);
                    assertThat(effect.apply(with(given, property.name(), property.otherText())))
                            .as("with " + property.otherText())
                            .isNotEqualTo(plain);
                }));
    }

    private static Map<String, String> with(Map<String, String> given, String name, String text) {
        Map<String, String> texts = new HashMap<>(given);
        texts.put(name, text);
        return texts;
    }
}
