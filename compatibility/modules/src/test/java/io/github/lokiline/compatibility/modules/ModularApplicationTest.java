package io.github.lokiline.compatibility.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests applications with a {@code module-info.java}, compiled and run with an empty class path. */
class ModularApplicationTest {
    @TempDir
    private Path dir;

    @Test
    void deliversFromLogback() throws Exception {
        Path configuration = Files.writeString(dir.resolve("logback.xml"), """
                <configuration>
                  <appender name="LOKI" class="io.github.lokiline.logback.loki.LokiAppender">
                    <url>${LOKI_URL}</url>
                    <labels>service_name=orders</labels>
                    <shutdownTimeout>30 s</shutdownTimeout>
                    <encoder class="io.github.lokiline.logback.json.JsonEncoder"/>
                  </appender>
                  <root level="INFO"><appender-ref ref="LOKI"/></root>
                </configuration>
                """);

        List<String> lines = delivered(
                "logback", "com.acme.orders/com.acme.orders.Main", "-Dlogback.configurationFile=" + configuration);

        assertThat(lines).hasSize(3).allMatch(line -> line.contains("\"request_id\":\"r-17\""));
        assertThat(lines.get(0)).contains("\"message\":\"done\"", "\"status_code\":200", "Order[id=o-7]");
        assertThat(lines.get(1)).contains("\"message\":\"elsewhere\"");
        assertThat(lines.get(2)).contains("IllegalStateException: sold out");
    }

    /** The preset's files are resources of a module, which Logback reads through the class loader. */
    @Test
    void deliversByTheEnvironmentAlone() throws Exception {
        Path configuration = Files.writeString(
                dir.resolve("logback.xml"),
                "<configuration><include resource='io/github/lokiline/logback/loki/defaults.xml'/></configuration>");

        List<String> lines = delivered(
                "logback",
                "com.acme.orders/com.acme.orders.Main",
                "-Dlogback.configurationFile=" + configuration,
                "-DLOG_FORMAT=tagged");

        assertThat(lines).hasSize(3).allMatch(line -> line.contains("\"request_id\":\"r-17\""));
    }

    @Test
    void deliversFromLog4j() throws Exception {
        Path configuration = Files.writeString(dir.resolve("log4j2.xml"), """
                <Configuration status="WARN">
                  <Appenders>
                    <Loki name="LOKI" url="${env:LOKI_URL}" shutdownTimeout="30 s"><LokiLabel name="service_name" value="stock"/></Loki>
                  </Appenders>
                  <Loggers>
                    <Root level="INFO"><AppenderRef ref="LOKI"/></Root>
                  </Loggers>
                </Configuration>
                """);

        List<String> lines =
                delivered("log4j", "com.acme.stock/com.acme.stock.Main", "-Dlog4j2.configurationFile=" + configuration);

        assertThat(lines).hasSize(3).allMatch(line -> line.contains("\"request_id\":\"r-17\""));
        assertThat(lines.get(0)).contains("\"message\":\"done\"", "\"status_code\":200");
    }

    /** Returns the lines in Loki after the application has returned from {@code main}; fails with its output. */
    private List<String> delivered(String sources, String main, String... options) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            Modular application = Modular.compile(Path.of("src", sources), dir.resolve("classes"));
            Modular.Ended ended = application.run(main, Map.of("LOKI_URL", loki.url()), dir.resolve("output"), options);

            assertThat(ended.code()).as(ended.output()).isZero();
            return loki.lines();
        }
    }
}
