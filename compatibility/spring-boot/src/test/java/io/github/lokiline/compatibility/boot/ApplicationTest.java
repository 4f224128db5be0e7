package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestContextManager;

/** Tests what a test of the application delivers, in both Spring Boots. */
class ApplicationTest {

    @ParameterizedTest
    @EnumSource
    void aTestDeliversNothing(BootVersion boot) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            run(boot, Map.of("LOKILINE_URL", loki.url()));

            assertThat(loki.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void enabledItDelivers(BootVersion boot) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            run(boot, Map.of("LOKILINE_URL", loki.url(), "LOKILINE_ENABLED", "true"));

            assertThat(loki.lines()).anySatisfy(line -> assertThat(line).contains("\"message\":\"Starting "));
        }
    }

    private static void run(BootVersion boot, Map<String, String> environment) throws Exception {
        ProcessBuilder program = BootVersion.program(
                TestRun.class, boot.classPath("", "test-class-path.txt"), Path.of("target", "test-classes"));
        try (BootProcess run = BootProcess.start(program, environment)) {
            assertThat(run.end()).as(run.output()).isZero();
            assertThat(run.output()).contains("Started ApplicationTest.TestRun");
        }
    }

    /** Starts the application as a test does. */
    @SpringBootTest(classes = Application.class)
    static final class TestRun {

        private TestRun() {}

        public static void main(String[] arguments) throws Exception {
            new TestContextManager(TestRun.class).getTestContext().getApplicationContext();
        }
    }
}
