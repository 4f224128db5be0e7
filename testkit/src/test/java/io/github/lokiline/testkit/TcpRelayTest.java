package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Protobuf.entry;
import static io.github.lokiline.testkit.Protobuf.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.testkit.TcpRelay.Fault;
import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TcpRelayTest {

    private final long now = GoTimeFormat.nanos(Instant.now());
    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final TcpRelay relay = TcpRelay.to(loki.port());
    private final LokiCaller caller = new LokiCaller(relay.url());

    @AfterEach
    void close() {
        relay.close();
        loki.close();
    }

    @Test
    void carriesRequestsAndAnswersOnOneConnection() {
        assertThat(push("a")).isEqualTo(204);
        assertThat(push("b")).isEqualTo(204);

        assertThat(loki.lines()).containsExactly("a", "b");
        assertThat(relay.connections()).isEqualTo(1);
    }

    @Test
    void resetsBeforeTheServerSeesAnything() {
        push("a");
        relay.misbehave(Fault.resetBeforeRequest());

        assertThat(resetOf(raw())).isTrue();

        assertThat(loki.requests()).hasSize(1);
        assertThat(push("b")).isEqualTo(204);
    }

    @Test
    void resetsInTheMiddleOfARequest() {
        relay.misbehave(Fault.resetInRequest(40));

        assertThat(resetOf(raw())).isTrue();

        assertThat(loki.entries()).isEmpty();
    }

    @Test
    void resetsAfterTheServerHasStoredTheRequest() {
        relay.misbehave(Fault.resetAfterRequest());

        assertThat(resetOf(raw())).isTrue();

        assertThat(loki.awaitEntries(1, Duration.ofSeconds(20))).isTrue();
        assertThat(loki.lines()).containsExactly("raw");
    }

    @Test
    void closesWithoutAnAnswer() throws IOException {
        relay.misbehave(Fault.closeWithoutAnswer());

        try (Socket socket = raw()) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }

        assertThat(loki.lines()).containsExactly("raw");
    }

    @Test
    void cutsTheAnswer() throws IOException {
        relay.misbehave(Fault.cutAnswerAfter(12));

        try (Socket socket = raw()) {
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 204");
        }
    }

    @Test
    void keepsAFaultUntilToldToBehave() {
        relay.always(Fault.closeWithoutAnswer());
        assertThatThrownBy(() -> caller.get("/ready")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> caller.get("/ready")).isInstanceOf(UncheckedIOException.class);

        relay.behave();

        assertThat(caller.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesConnectionsUntilToldToBehave() {
        push("a");
        int port = relay.port();

        relay.refuse();

        assertThatThrownBy(() -> caller.get("/ready")).hasCauseInstanceOf(ConnectException.class);
        relay.behave();
        assertThat(relay.port()).isEqualTo(port);
        assertThat(push("b")).isEqualTo(204);
    }

    @Test
    void endsItsThreads() throws InterruptedException {
        push("a");
        relay.close();
        relay.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("tcp-relay")) {
                assertThat(thread.isDaemon()).isTrue();
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private int push(String line) {
        return caller.pushProtobuf(stream("{app=\"relay\"}", entry(now, line))).statusCode();
    }

    /** A push on a connection of its own, by a client that hides nothing. */
    private Socket raw() {
        String body = "{\"streams\":[{\"stream\":{\"app\":\"raw\"},\"values\":[[\"" + now + "\",\"raw\"]]}]}";
        String request = "POST /loki/api/v1/push HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean resetOf(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream()) {
            return in.read() == Integer.MAX_VALUE;
        } catch (SocketException reset) {
            return reset.getMessage().contains("reset");
        } catch (IOException other) {
            throw new UncheckedIOException(other);
        }
    }
}
