package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamedBySpringTest {

    /** Only Boot reads {@code logback-spring.xml}, which can use Boot's environment. */
    @ParameterizedTest
    @EnumSource
    void labelsMayComeFromTheSpringEnvironment(BootVersion boot) throws Exception {
        Path configuration = Path.of("src/test/resources/named-by-spring");
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                BootProcess application = BootProcess.start(boot, configuration, Map.of("LOKI_URL", loki.url()))) {
            application.awaitStarted();

            assertThat(application.end()).as(application.output()).isZero();
            assertThat(loki.entries())
                    .filteredOn(entry -> entry.line().contains("after Boot started"))
                    .hasSize(Application.LINES)
                    .extracting(StoredEntry::labels)
                    .containsOnly(Map.of("service_name", "orders", "level", "INFO"));
        }
    }
}
