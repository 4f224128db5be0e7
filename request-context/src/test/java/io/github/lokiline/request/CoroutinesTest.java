package io.github.lokiline.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.file.Path;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.slf4j.MDCContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Tests that a coroutine of a request has its id, as the documentation shows in Kotlin. */
class CoroutinesTest {

    @TempDir
    private Path directory;

    private final RecordedLog log = new RecordedLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aCoroutineHasTheIdOnEveryThread() throws Exception {
        WebServer.Handler handler = (request, response) -> runOnAnotherThread(new MDCContext());
        try (WebServer server = WebServer.start(directory, new RequestContextFilter(), handler)) {
            server.get("/orders/17", "X-Request-ID: r-17");
        }

        ILoggingEvent event = log.events().stream()
                .filter(logged -> logged.getMessage().equals("in a coroutine"))
                .findFirst()
                .orElseThrow();
        assertThat(event.getThreadName()).startsWith("DefaultDispatcher-worker-");
        assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "r-17");
    }

    /** Runs a coroutine that continues on another dispatcher. */
    private static void runOnAnotherThread(CoroutineContext context) throws InterruptedException {
        BuildersKt.<Object>runBlocking(
                context,
                (scope, continuation) -> BuildersKt.withContext(
                        Dispatchers.getIO(),
                        (inner, next) -> {
                            LoggerFactory.getLogger("coroutine").info("in a coroutine");
                            return "done";
                        },
                        continuation));
    }
}
