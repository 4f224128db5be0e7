package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an operator is told about a destination that cannot be reached or used. */
class ConnectionMessagesTest {

    private static final String PUSH = "/loki/api/v1/push";

    @Tag("promise-12")
    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void aPortWithoutListenerIsNamed(String httpClient) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(warning("http://user:hunter2@localhost:" + port + "?key=hunter3", httpClient))
                .contains("POST http://localhost:" + port + PUSH + ": no answer (ConnectException")
                .contains("nothing listens there")
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void httpsSpokenToHttpSaysSo(String httpClient) throws IOException {
        byte[] badRequest = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket http = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answer(http, badRequest)).start();

            assertThat(warning("https://localhost:" + http.getLocalPort(), httpClient))
                    .contains("POST https://", "this port speaks no TLS: write http:// in url");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void anUnknownHostIsNamed(String httpClient) {
        assertThat(warning("http://no-such-host.invalid:3100", httpClient))
                .contains("POST http://no-such-host.invalid:3100" + PUSH)
                .containsAnyOf("the host is unknown", "nothing listens there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void aPortOfAnotherProtocolIsTold(String httpClient) throws IOException {
        byte[] settingsOfHttp2 = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        try (ServerSocket grpc = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answer(grpc, settingsOfHttp2)).start();

            assertThat(warning("http://localhost:" + grpc.getLocalPort(), httpClient))
                    .contains("9095 is gRPC");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void silenceIsToldAsTimeout(String httpClient) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(warning("http://localhost:" + silent.getLocalPort(), httpClient))
                    .contains("nothing came in time");
        }
    }

    @Test
    void aDoubledPushPathIsShown() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            assertThat(warning(loki.url() + PUSH + PUSH, "okhttp"))
                    .contains(PUSH + PUSH + ": status 404")
                    .contains("the path occurs twice in url");
        }
    }

    @Test
    void aBasePathIsShown() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            assertThat(warning(loki.url() + "/loki", "okhttp")).contains("/loki: status 404", "append " + PUSH);
        }
    }

    @Test
    void aMissingTenantIsTold() {
        try (EmbeddedLoki loki = EmbeddedLoki.builder().tenants(true).start()) {
            assertThat(warning(loki.url(), "okhttp")).contains("status 401, no org id; Loki has tenants: set tenantId");
        }
    }

    private static void answer(ServerSocket server, byte[] bytes) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream().write(bytes);
                }
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static String warning(String url, String httpClient) {
        RecordingListener listener = new RecordingListener();
        try (LokiClient client = LokiClient.builder()
                .url(url)
                .httpClient(httpClient)
                .batchMaxWait(Duration.ofMillis(5))
                .requestTimeout(Duration.ofMillis(700))
                .shutdownTimeout(Duration.ZERO)
                .flushOnExit(false)
                .listener(listener)
                .build()) {
            client.offer(entry("hello"));
            Awaitility.await().atMost(PATIENCE).until(() -> !listener.warnings.isEmpty());
        }
        return listener.warnings.get(0);
    }
}
