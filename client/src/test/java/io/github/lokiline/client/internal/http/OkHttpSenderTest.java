package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.client.internal.config.ClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class OkHttpSenderTest extends PushSenderContract {

    private final SocketFactory sockets = new TcpNoDelaySocketFactory();

    @Override
    String implementation() {
        return "okhttp";
    }

    @Test
    void fitsTheJarsOfThisBuild() {
        assertThat(OkHttpCheck.problem(config("http://127.0.0.1:1").build())).isNull();
    }

    @Test
    void anOkHttpThatNoLongerRespondsIsLeftForTheJdksClient() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Callable<String> hanging = () -> {
            never.await();
            return "released";
        };
        SenderConfig config = config(server("204 No Content").url("http")).build();

        try (HttpSender sender = new HttpSender(config, hanging, Duration.ofMillis(50))) {
            assertThat(push(sender).status()).isEqualTo(204);
        }

        reporter.flushDeferred();
        assertThat(told).singleElement().asString().contains("no response to a check", "JDK's HTTP client");
    }

    @Test
    void aClosedTransportSendsNothing() throws Exception {
        ScriptedServer server = server("204 No Content");
        SenderConfig config = config(server.url("http")).build();
        OkHttpTransport transport = new OkHttpTransport(config, null);
        transport.close();

        HttpPost post = new HttpPost(config.url(), "text/plain", List.of(), new byte[1], 1_000_000_000);
        assertThatThrownBy(() -> transport.post(post)).isInstanceOf(IOException.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void tunnelsThroughAProxyThatWantsCredentialsAtTheFirstAttempt() throws Exception {
        ScriptedServer server = tlsServer(false);
        TunnelProxy proxy = proxy(server, "Basic YWRhOnBhc3M=");

        PushResponse response = push(config("https://localhost:" + server.port())
                .with(ClientOptions.PROXY, proxy.url())
                .withProxyCredentials("ada", "pass")
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .build());

        assertThat(response.status()).isEqualTo(204);
        assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT ");
        assertThat(server.received().get(0).header("Proxy-Authorization")).isEmpty();
    }

    @Test
    void sendsTheLastSegmentOfAPushWithoutWaitingForAnAcknowledgement() throws Exception {
        try (OkHttpTransport transport =
                        new OkHttpTransport(config("http://127.0.0.1:1").build(), null);
                Socket socket = transport.sockets().createSocket()) {
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
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }
}
