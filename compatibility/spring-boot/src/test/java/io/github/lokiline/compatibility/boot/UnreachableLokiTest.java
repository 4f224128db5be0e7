package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("promise-9")
class UnreachableLokiTest {

    private static final Path CONFIGURATION = Path.of("src/test/resources/unreachable");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Boot starts logging, stops it and starts it again: the events of the first appender must be delivered as well.
     */
    @ParameterizedTest
    @EnumSource
    void losesNothingOnceLokiIsUp(BootVersion boot) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            loki.stop();
            try (BootProcess application = BootProcess.start(boot, CONFIGURATION, Map.of("LOKI_URL", loki.url()))) {
                application.awaitStarted();
                loki.restart();
                assertThat(loki.awaitEntries(2 * Application.LINES, PATIENCE)).isTrue();

                assertThat(application.end()).as(application.output()).isZero();
                assertThat(application.output()).contains("flushed=true balances=true");
            }
            List<String> messages = messages(loki);
            assertThat(messages).doesNotHaveDuplicates().containsSubsequence(everyLine());
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsBeforeLokiHasSaidAWord(BootVersion boot) throws Exception {
        try (SilentServer silent = SilentServer.start();
                BootProcess application = BootProcess.start(boot, CONFIGURATION, Map.of("LOKI_URL", silent.url()))) {
            application.awaitStarted();

            // It connected, so the quick start is not for lack of events.
            assertThat(silent.awaitAsked()).isTrue();
        }
    }

    private static List<String> everyLine() {
        return Stream.of("before Boot starts", "after Boot started", "before the end")
                .flatMap(when -> IntStream.rangeClosed(1, Application.LINES).mapToObj(n -> "line " + n + " " + when))
                .toList();
    }

    private static List<String> messages(EmbeddedLoki loki) {
        List<String> messages = new ArrayList<>();
        loki.lines().forEach(line -> messages.add(JsonLines.text(line, "message")));
        return messages;
    }
}
