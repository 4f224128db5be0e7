package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OkHttpSenderTest {

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SocketFactory sockets =
            OkHttpSender.client(settings(), executor).socketFactory();

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    @Test
    void sendsTheLastSegmentOfAPushWithoutWaitingForAnAcknowledgement() throws Exception {
        try (Socket socket = sockets.createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void doesSoOnWhateverSocketIsAskedFor() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 50, loopback)) {
            int port = server.getLocalPort();
            String host = loopback.getHostAddress();
            try (Socket named = sockets.createSocket(host, port);
                    Socket bound = sockets.createSocket(host, port, loopback, 0);
                    Socket addressed = sockets.createSocket(loopback, port);
                    Socket both = sockets.createSocket(loopback, port, loopback, 0)) {
                assertThat(List.of(named, bound, addressed, both)).allMatch(OkHttpSenderTest::isPrompt);
            }
        }
    }

    private static boolean isPrompt(Socket socket) {
        try {
            return socket.isConnected() && socket.getTcpNoDelay();
        } catch (java.net.SocketException e) {
            throw new AssertionError(e);
        }
    }

    private static SenderConfig settings() {
        return new SenderConfig(
                "http://127.0.0.1:3100/loki/api/v1/push",
                () -> null,
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                null,
                null,
                Thread::new);
    }
}
