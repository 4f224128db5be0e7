package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.LokiClientBuilder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks {@code docs/programmatic.md} against the methods of the client's builder. */
class ClientBuilderPageTest {
    private static final String PAGE = PropertyTable.page("programmatic.md");

    @Test
    void hasTheAppendersPropertiesAndNoMoreThanThePageSays() {
        Set<String> named =
                new TreeSet<>(PropertyTable.of("configuration.md", "`io.github.lokiline.logback.loki.LokiAppender`")
                        .names());
        named.addAll(own());

        assertThat(named).containsAll(setters());
    }

    @Test
    void namesNoMethodThatIsNotThere() {
        assertThat(setters()).containsAll(own());
    }

    /** Returns the methods in the page's table. */
    private static List<String> own() {
        List<String> own =
                PropertyTable.of("programmatic.md", "A client of your own").names();
        assertThat(own).isNotEmpty();
        return own;
    }

    private static Set<String> setters() {
        return Arrays.stream(LokiClientBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == LokiClientBuilder.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void showsHowOneIsMade() {
        assertThat(PAGE).contains("LokiClient.builder()");
    }
}
