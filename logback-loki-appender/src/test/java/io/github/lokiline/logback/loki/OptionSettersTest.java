package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.appender.AppenderOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OptionSettersTest {
    /** Set by objects, or by the framework. */
    private static final Set<String> NO_TEXT_OPTIONS = Set.of("encoder", "name", "filter");

    @Test
    void theAppenderHasASetterForEachOptionOfTheTableAndNoOther() {
        Set<String> setters = Arrays.stream(LokiAppender.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.matches("(set|add)\\p{Upper}\\w*"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
        setters.removeAll(NO_TEXT_OPTIONS);

        assertThat(setters).containsExactlyInAnyOrderElementsOf(AppenderOptions.names());
    }
}
