package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportSwitchTest {

    private final List<String> warnings = new ArrayList<>();
    private final RateLimitedReporter reporter = new RateLimitedReporter(new Warnings(), Clock.SYSTEM);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScriptedServer server = ScriptedServer.start(request -> "HTTP/1.1 204 No Content\r\n\r\n");
    private final TransportSwitch transports =
            new TransportSwitch(new SenderConfigs(server.url("http"), "okhttp", reporter).build(), executor);

    @AfterEach
    void close() {
        transports.close();
        executor.shutdownNow();
        server.close();
    }

    @Test
    void aLinkageErrorChangesOverToTheJdksClientForGoodAndIsReportedOnce() throws Exception {
        try (TransportSwitch.Use before = transports.use()) {
            assertThat(before.transport()).isInstanceOf(OkHttpTransport.class);
        }

        transports.leaveOkHttp("NoSuchMethodError: okio.Okio.socket");
        transports.leaveOkHttp("NoClassDefFoundError: okio.Buffer");

        try (TransportSwitch.Use after = transports.use()) {
            assertThat(after.transport()).isInstanceOf(JdkTransport.class);
            assertThat(after.transport().post(post()).status()).isEqualTo(204);
        }
        reporter.flushDeferred();
        assertThat(warnings).singleElement().asString().contains("okio.Okio.socket", "okhttp-jvm-", "okio-jvm-");
    }

    @Test
    void aRequestInFlightKeepsItsTransportUntilItEnds() throws Exception {
        try (TransportSwitch.Use inFlight = transports.use()) {
            transports.leaveOkHttp("a problem");

            assertThat(inFlight.transport().post(post()).status()).isEqualTo(204);
        }
    }

    @Test
    void aClosedOneGivesNoTransport() {
        transports.close();

        assertThatThrownBy(transports::use).isInstanceOf(IOException.class);
    }

    private HttpPost post() {
        return new HttpPost(server.url("http"), "text/plain", List.of(), new byte[1], 10_000_000_000L);
    }

    private final class Warnings implements DeliveryListener {

        @Override
        public void info(String message) {
            warnings.add(message);
        }

        @Override
        public void warn(String message) {
            warnings.add(message);
        }
    }
}
