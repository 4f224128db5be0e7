package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpringBootTest {
    private static final List<String> BAD_PROPERTIES = List.of(
            "<enabled>perhaps</enabled>",
            "<url>loki:3100</url>",
            "<url>http://${NO_SUCH_VARIABLE}:3100</url>",
            "<labels>no equals sign</labels>",
            "<labels>a=%nonsense</labels>",
            "<labels>a=%replace(%msg</labels>",
            "<labels>zone=%X{zone}</labels>",
            "<structuredMetadata>*=%msg</structuredMetadata>",
            "<batchMaxWait>5</batchMaxWait>",
            "<batchMaxBytes>1 potato</batchMaxBytes>",
            "<overflow>never</overflow>",
            "<maxStreams>many</maxStreams>",
            "<header>no colon</header>",
            "<keyStore>/no/such/store</keyStore>",
            "<noSuchProperty>1</noSuchProperty><url>loki</url>",
            "<encoder><maxLineBytes>many</maxLineBytes></encoder>");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-4", "spring-boot-3"})
    void startsWithEachKindOfBadProperty(String version) throws Exception {
        StringBuilder xml = new StringBuilder();
        String[] names = new String[BAD_PROPERTIES.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = "LOKI" + i;
            xml.append(Logs.appender(names[i], BAD_PROPERTIES.get(i)));
        }
        try (Child child = start(version, xml + Logs.root(names))) {
            child.end();

            assertThat(child.output()).contains("the application runs");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-4", "spring-boot-3"})
    void losesNothingThatWasLoggedAroundADoubleStartWhileLokiWasAway(String version) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            loki.stop();
            String appender =
                    Logs.appender("LOKI", "<url>" + loki.url() + "</url>", "<labels>service_name=orders</labels>");
            try (Child child = start(version, appender + Logs.root("LOKI"))) {
                Awaitility.await()
                        .atMost(SOON.multipliedBy(3))
                        .until(() -> child.output().contains("the application runs")
                                || !child.process().isAlive());
                assertThat(child.output()).contains("the application runs");
                loki.restart();
                child.end();

                assertThat(linesWith(loki, "before the start")).hasSize(50).doesNotHaveDuplicates();
                assertThat(linesWith(loki, "after the start")).hasSize(50).doesNotHaveDuplicates();
            }
        }
    }

    private static List<String> linesWith(EmbeddedLoki loki, String text) {
        return loki.lines().stream().filter(line -> line.contains(text)).toList();
    }

    private Child start(String version, String xml) throws Exception {
        Files.writeString(dir.resolve("logback.xml"), "<configuration>" + xml + "</configuration>");
        return Child.start(SpringApplicationThatLogs.class, dir, jars(Path.of("target", version)));
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> jar.toAbsolutePath().toString()).toList();
        }
    }
}
