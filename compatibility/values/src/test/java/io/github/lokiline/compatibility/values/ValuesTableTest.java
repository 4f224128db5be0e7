package io.github.lokiline.compatibility.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Every row of the table of values in docs/encoder.md, in every place, with either Jackson, with both and with none. */
class ValuesTableTest {
    private static final Map<String, String> PLACES = Map.of(
            "field", "\"field\":%s",
            "map", "\"map\":{\"v\":%s}",
            "list", "\"list\":[%s]",
            "bean", "\"bean\":{\"v\":%s}",
            "record", "\"record\":{\"v\":%s}");
    private static final JsonMapper JSON = new JsonMapper();

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void theTableHasEverySample() {
        assertThat(ValuesTable.read())
                .extracting(ValuesTable.Row::example)
                .containsExactlyElementsOf(new Samples().all().keySet());
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aValueIsTheSameInEveryPlace(Jackson jackson) throws Exception {
        List<String> sent = sent(jackson);

        List<String> wrong = new ArrayList<>();
        for (ValuesTable.Row row : ValuesTable.read()) {
            if (sent.contains(row.example())) {
                wrong.addAll(differences(row, jackson, received(sent.indexOf(row.example()))));
            }
        }
        assertThat(sent).hasSizeGreaterThan(50);
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    private static List<String> differences(ValuesTable.Row row, Jackson jackson, StoredEntry entry) {
        boolean isBare = jackson == Jackson.NONE;
        List<String> wrong = new ArrayList<>();
        PLACES.forEach((place, around) -> {
            String expected = around.formatted(row.expected(place, isBare));
            // The bean of this place is its text without Jackson.
            if (!(isBare && place.equals("bean")) && !holds(entry.line(), expected)) {
                wrong.add(row.example() + " in " + place + ": " + entry.line());
            }
        });
        compare(row, "label", entry.labels(), isBare, wrong);
        compare(row, "metadata", entry.metadata(), isBare, wrong);
        return wrong;
    }

    private static boolean holds(String line, String member) {
        return line.contains("," + member + ",") || line.endsWith("," + member + "}");
    }

    private static void compare(
            ValuesTable.Row row, String place, Map<String, String> pairs, boolean isBare, List<String> wrong) {
        String expected = row.expected(place, isBare);
        String shown = pairs.getOrDefault(place, "none");
        String text = expected.startsWith("\"") ? JSON.readValue(expected, String.class) : expected;
        if (!shown.equals(text)) {
            wrong.add(row.example() + " as " + place + ": " + shown);
        }
    }

    private StoredEntry received(int index) {
        return loki.entries().stream()
                .filter(entry -> entry.line().startsWith("{\"message\":\"" + index + "\""))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // a list of texts
    private List<String> sent(Jackson jackson) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = jackson.loader()) {
            thread.setContextClassLoader(loader);
            List<String> sent = (List<String>) loader.loadClass(Program.class.getName())
                    .getMethod("send", String.class)
                    .invoke(null, loki.url());
            assertThat(loki.awaitEntries(sent.size(), Duration.ofSeconds(20))).isTrue();
            return sent;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What an application may have. */
    enum Jackson {
        THREE,
        TWO,
        BOTH,
        NONE;

        private boolean keeps(String jar) {
            boolean is2 = jar.contains("com/fasterxml/jackson/core/jackson-databind");
            boolean is3 = jar.contains("tools/jackson");
            return switch (this) {
                case THREE -> !is2;
                case TWO -> !is3;
                case BOTH -> true;
                case NONE -> !is2 && !is3;
            };
        }

        URLClassLoader loader() throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
                if (keeps(entry.replace('\\', '/'))) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            }
            return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        }
    }
}
