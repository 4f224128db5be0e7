package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.http.ScriptedServer.Received;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behaviour of every sender, at servers that write exactly what each test says. */
abstract class PushSenderContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] BODY = "a body".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    static TestPki pki;

    private final List<AutoCloseable> open = new ArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final RateLimitedReporter reporter = new RateLimitedReporter(new Telling(), Clock.SYSTEM);

    abstract String implementation();

    @BeforeAll
    static void makeCertificates() throws Exception {
        pki = TestPki.make(folder);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void sendsOnePostWithTenantCredentialsAndHeaders() throws Exception {
        ScriptedServer server = server("204 No Content");

        PushResponse response = push(config(server.url("http"))
                .with(ClientOptions.BEARER_TOKEN, "t0ken")
                .withHeader("X-Team", "shop")
                .build());

        assertThat(response.status()).isEqualTo(204);
        Received request = server.received().get(0);
        assertThat(request.head()).startsWith("POST /loki/api/v1/push HTTP/1.1\r\n");
        assertThat(request.header("X-Scope-OrgID")).isEqualTo("acme");
        assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(request.header("X-Team")).isEqualTo("shop");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(request.header("User-Agent")).startsWith("lokiline");
        assertThat(request.header("Upgrade")).isEmpty();
        assertThat(request.text()).isEqualTo("a body");
    }

    @Test
    void returnsStatusBodyContentTypeRetryAfterAndDate() throws Exception {
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.answer(
                "429 Too Many Requests\r\nRetry-After: 7\r\nContent-Type: text/plain; charset=utf-8\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT",
                "slow down"));
        open.add(server);

        PushResponse response = push(config(server.url("http")).build());

        assertThat(response)
                .isEqualTo(new PushResponse(
                        429,
                        "slow down",
                        TimeUnit.SECONDS.toNanos(7),
                        "text/plain; charset=utf-8",
                        784_111_777_000L,
                        null));
    }

    @Test
    void readsOnlyTheBeginningOfALongBody() throws Exception {
        ScriptedServer server = ScriptedServer.start(
                request -> ScriptedServer.answer("502 Bad Gateway\r\nConnection: close", "x".repeat(1_000_000)));
        open.add(server);

        PushResponse response = push(config(server.url("http")).build());

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body()).hasSize(HttpTransport.MAX_RESPONSE_BYTES);
    }

    @Test
    void usesOneConnectionForPushesInARow() throws Exception {
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.answer("200 OK", "ok"));
        open.add(server);
        PushSender sender = sender(config(server.url("http")).build());

        assertThat(push(sender).status()).isEqualTo(200);
        assertThat(push(sender).status()).isEqualTo(200);

        assertThat(server.received()).hasSize(2);
    }

    @Test
    void doesNotFollowARedirect() throws Exception {
        ScriptedServer server = ScriptedServer.start(
                request -> ScriptedServer.answer("302 Found\r\nLocation: http://127.0.0.1:1/", ""));
        open.add(server);

        assertThat(push(config(server.url("http")).build()).status()).isEqualTo(302);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void takesA204WithABodyForADelivery() throws Exception {
        ScriptedServer server =
                ScriptedServer.start(request -> "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello");
        open.add(server);

        assertThat(push(config(server.url("http")).build()).status()).isEqualTo(204);
    }

    @Test
    void takesA200WhoseBodyBreaksForNoResponse() throws Exception {
        ScriptedServer server = ScriptedServer.start(
                request -> "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 50\r\n\r\n<html");
        open.add(server);

        assertThat(push(config(server.url("http")).build()).status()).isZero();
    }

    @Test
    void takesA200WhoseBodyHangsForNoResponse() throws Exception {
        ScriptedServer server = ScriptedServer.start(request -> "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
        open.add(server);

        assertThat(push(config(server.url("http"))
                                .with(ClientOptions.REQUEST_TIMEOUT, Duration.ofMillis(500))
                                .build())
                        .status())
                .isZero();
    }

    @Test
    void takesAnErrorWhoseBodyBreaksForNoResponse() throws Exception {
        ScriptedServer server = ScriptedServer.start(
                request -> "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 50\r\n\r\nhello");
        open.add(server);

        PushResponse response = push(config(server.url("http")).build());

        assertThat(response.status()).isZero();
        assertThat(response.mayBeStored()).isTrue();
    }

    @Test
    void aServerThatNeverAnswersTimesOut() throws Exception {
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.HANG);
        open.add(server);

        PushResponse response = push(config(server.url("http"))
                .with(ClientOptions.REQUEST_TIMEOUT, Duration.ofMillis(300))
                .build());

        assertThat(response.status()).isZero();
        assertThat(response.failure()).isNotNull();
        assertThat(response.mayBeStored()).isTrue();
    }

    @Test
    void aResetIsNoResponse() throws Exception {
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.RESET);
        open.add(server);

        PushResponse response = push(config(server.url("http")).build());

        assertThat(response.status()).isZero();
        assertThat(response.mayBeStored()).isTrue();
    }

    @Test
    void aPortWhereNobodyListensHasStoredNothing() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        PushResponse response = push(config("http://127.0.0.1:" + port).build());

        assertThat(response.status()).isZero();
        assertThat(response.body()).isEqualTo("ConnectException");
        assertThat(response.mayBeStored()).isFalse();
    }

    @Test
    void aHostWithAnUnderscoreIsLookedUp() throws Exception {
        PushResponse response = push(config("http://my_loki.invalid:3100").build());

        assertThat(response.status()).isZero();
        assertThat(response.body()).isEqualTo("UnknownHostException");
    }

    @Test
    void trustsTheCertificatesOfAPemFile() throws Exception {
        ScriptedServer server = tlsServer(false);

        assertThat(push(config(server.url("https"))
                                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                                .build())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void doesNotTrustACertificateOfAnybodyElse() throws Exception {
        ScriptedServer server = tlsServer(false);

        PushResponse response = push(config(server.url("https")).build());

        assertThat(response.status()).isZero();
        assertThat(response.body()).isEqualTo("SSLHandshakeException");
        assertThat(response.mayBeStored()).isFalse();
    }

    @Test
    void doesNotTrustACertificateForAnotherHost() throws Exception {
        ScriptedServer server = tlsServer(false);
        String other = "https://127.0.0.2:" + server.port();

        PushResponse response = push(config(other)
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .build());

        assertThat(response.status()).isZero();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void presentsAClientCertificateOfRsaOrEc() throws Exception {
        ScriptedServer server = tlsServer(true);

        for (String client : List.of("rsa-client", "ec-client")) {
            PushResponse response = push(config(server.url("https"))
                    .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                    .with(ClientOptions.CLIENT_CERTIFICATE, pki.certificate(client))
                    .with(ClientOptions.CLIENT_KEY, pki.key(client))
                    .build());

            assertThat(response.status()).isEqualTo(204);
            assertThat(server.received().get(server.received().size() - 1).client())
                    .isEqualTo("CN=" + client);
        }
    }

    @Test
    void aPushWithoutTheRequiredClientCertificateHasNoResponse() throws Exception {
        ScriptedServer server = tlsServer(true);

        PushResponse response = push(config(server.url("https"))
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .build());

        assertThat(response.status()).isZero();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void usesAnotherClientCertificateWhenTheMountedFilesChange() throws Exception {
        ScriptedServer server = tlsServer(true);
        Path mount = mounted("rsa-client", "first");
        PushSender sender = presenting(mount, server);
        push(sender);

        replace(mount, mounted("ec-client", "second"));

        assertThat(push(sender).status()).isEqualTo(204);
        assertThat(server.received()).extracting(Received::client).containsExactly("CN=rsa-client", "CN=ec-client");
    }

    @Test
    void keepsTheLastCertificateWhileTheFilesDoNotBelongTogether() throws Exception {
        ScriptedServer server = tlsServer(true);
        Path mount = mounted("rsa-client", "third");
        PushSender sender = presenting(mount, server);
        push(sender);
        Path mixed = mounted("rsa-client", "fourth");
        Files.copy(
                pki.key("ec-client"), mixed.resolve("..2026").resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);

        replace(mount, mixed);

        assertThat(push(sender).status()).isEqualTo(204);
        reporter.flushDeferred();
        assertThat(told).singleElement().asString().contains("the last ones stay in use", "use the files of one pair");
    }

    @Test
    void aPushWaitsForCertificatesThatCannotBeReadAtFirst() throws Exception {
        ScriptedServer server = tlsServer(true);
        Path mount = mounted("rsa-client", "fifth");
        PushSender sender = presenting(mount, server);
        Path key = mount.resolve("..2026").resolve("tls.key");
        Files.delete(key);

        PushResponse response = push(sender);

        assertThat(response.body()).isEqualTo("SSLHandshakeException");
        assertThat(response.failure()).hasMessageContaining("NoSuchFileException");
        assertThat(response.mayBeStored()).isFalse();
        reporter.flushDeferred();
        assertThat(told).singleElement().asString().contains("cannot be read, entries wait: NoSuchFileException");

        Files.copy(pki.key("rsa-client"), key);
        assertThat(push(sender).status()).isEqualTo(204);
    }

    /** Returns a sender that presents the certificate of a mounted directory. */
    private PushSender presenting(Path mount, ScriptedServer server) throws Exception {
        return sender(config(server.url("https"))
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .with(ClientOptions.CLIENT_CERTIFICATE, mount.resolve("tls.crt"))
                .with(ClientOptions.CLIENT_KEY, mount.resolve("tls.key"))
                .build());
    }

    /** Creates files behind a link to a directory, as Kubernetes mounts a secret. */
    private static Path mounted(String client, String name) throws Exception {
        Path mount = Files.createDirectory(folder.resolve(name));
        Path data = Files.createDirectory(mount.resolve("..2026"));
        Files.copy(pki.certificate(client), data.resolve("tls.crt"));
        Files.copy(pki.key(client), data.resolve("tls.key"));
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(mount.resolve("tls.crt"), Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(mount.resolve("tls.key"), Path.of("..data", "tls.key"));
        return mount;
    }

    /** Moves the link to other files, in one step. */
    private static void replace(Path mount, Path other) throws Exception {
        Path link = Files.createSymbolicLink(mount.resolve("..new"), other.resolve("..2026"));
        Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void sendsThePushThroughAProxyWithItsCredentials() throws Exception {
        ScriptedServer server = server("204 No Content");
        TunnelProxy proxy = proxy(server, "Basic YWRhOnBhc3M=");

        PushSender sender = sender(config("http://loki.invalid:3100")
                .with(ClientOptions.PROXY, proxy.url())
                .withProxyCredentials("ada", "pass")
                .build());

        assertThat(push(sender).status()).isEqualTo(204);
        assertThat(proxy.heads())
                .singleElement()
                .asString()
                .startsWith("POST http://loki.invalid:3100/loki/api/v1/push HTTP/1.1");
    }

    @Test
    void tunnelsToATlsServerThroughAProxy() throws Exception {
        ScriptedServer server = tlsServer(false);
        TunnelProxy proxy = proxy(server, "");

        PushResponse response = push(config("https://localhost:" + server.port())
                .with(ClientOptions.PROXY, proxy.url())
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .build());

        assertThat(response.status()).isEqualTo(204);
        assertThat(proxy.heads())
                .singleElement()
                .asString()
                .startsWith("CONNECT localhost:" + server.port() + " HTTP/1.1");
    }

    @Test
    void aProxyThatWantsOtherCredentialsAnswers407() throws Exception {
        ScriptedServer plain = server("204 No Content");
        ScriptedServer tls = tlsServer(false);
        for (ScriptedServer server : List.of(plain, tls)) {
            TunnelProxy proxy = proxy(server, "Basic other");

            PushResponse response = push(config(server == tls ? "https://localhost:1" : "http://localhost:1")
                    .with(ClientOptions.PROXY, proxy.url())
                    .withProxyCredentials("ada", "wrong")
                    .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                    .build());

            assertThat(response.status()).isEqualTo(407);
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void theCredentialsOfAProxyNeverReachTheServer() throws Exception {
        ScriptedServer server = server("204 No Content");

        push(config(server.url("http")).withProxyCredentials("ada", "pass").build());

        assertThat(server.received().get(0).header("Proxy-Authorization")).isEmpty();
    }

    @Test
    void fetchesATokenAndKeepsIt() throws Exception {
        ScriptedServer tokens = tokens(request -> "one");
        ScriptedServer server = server("204 No Content");
        PushSender sender = sender(config(server.url("http"))
                .withTokensOf(tokens, "my client")
                .with(ClientOptions.OAUTH_SCOPE, "logs:write")
                .build());

        push(sender);
        push(sender);

        assertThat(server.received())
                .extracting(r -> r.header("Authorization"))
                .containsExactly("Bearer one", "Bearer one");
        Received request = tokens.received().get(0);
        assertThat(tokens.received()).hasSize(1);
        assertThat(request.text()).isEqualTo("grant_type=client_credentials&scope=logs%3Awrite");
        assertThat(request.header("Authorization")).isEqualTo("Basic bXkrY2xpZW50OnMzY3JldA==");
    }

    @Test
    void theSchemeOfTheTokensAddressMayBeInCapitals() throws Exception {
        ScriptedServer tokens = tlsServer(false);
        ScriptedServer server = server("204 No Content");

        push(config(server.url("http"))
                .withTokensOf(tokens, "client")
                .with(ClientOptions.OAUTH_TOKEN_URL, " HTTPS://localhost:" + tokens.port() + " ")
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .build());

        assertThat(tokens.received()).hasSize(1);
    }

    @Test
    void fetchesAnotherTokenAfterA401() throws Exception {
        List<String> names = new CopyOnWriteArrayList<>(List.of("old", "new"));
        ScriptedServer tokens = tokens(request -> names.remove(0));
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.answer(
                request.header("Authorization").equals("Bearer new") ? "200 OK" : "401 Unauthorized", ""));
        open.add(server);

        PushResponse response =
                push(config(server.url("http")).withTokensOf(tokens, "client").build());

        assertThat(response.status()).isEqualTo(200);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void withoutATokenNothingIsSentAndTheReasonIsTold() throws Exception {
        ScriptedServer tokens = ScriptedServer.start(
                request -> ScriptedServer.answer("401 Unauthorized", "{\"error\":\"invalid_client\"}"));
        open.add(tokens);
        ScriptedServer server = server("204 No Content");

        PushResponse response =
                push(config(server.url("http")).withTokensOf(tokens, "client").build());

        assertThat(response.status()).isZero();
        assertThat(response.mayBeStored()).isFalse();
        assertThat(server.received()).isEmpty();
        reporter.flushDeferred();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("oauthTokenUrl", "status 401, invalid_client", "oauthClientSecret")
                .doesNotContain("s3cret");
    }

    @Test
    void anInterruptedCallerStaysInterruptedAndItsPushIsSent() throws Exception {
        ScriptedServer server = server("204 No Content");
        PushSender sender = sender(config(server.url("http")).build());
        CompletableFuture<PushResponse> response = new CompletableFuture<>();

        Thread.currentThread().interrupt();
        sender.push("acme", BODY, response::complete);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(response.get(20, TimeUnit.SECONDS).status()).isEqualTo(204);
    }

    @Test
    void closingCancelsPushesInFlightAndLeavesNoThread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.HANG);
        open.add(server);
        PushSender sender = sender(config(server.url("http")).build());
        CompletableFuture<PushResponse> response = new CompletableFuture<>();
        sender.push("acme", BODY, response::complete);
        Awaitility.await().atMost(PATIENCE).until(() -> !server.received().isEmpty());

        sender.close();

        assertThat(response.get(20, TimeUnit.SECONDS).status()).isZero();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ownThreadsSince(before)).isEmpty());
    }

    @Test
    void aClosedSenderFailsEveryPush() throws Exception {
        ScriptedServer server = server("204 No Content");
        PushSender sender = sender(config(server.url("http")).build());
        sender.close();

        assertThat(push(sender).status()).isZero();
        assertThat(server.received()).isEmpty();
    }

    /** OkHttp's two idle threads are daemons of the library, shared by all of its clients, and end after a minute. */
    private static Set<String> ownThreadsSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .map(Thread::getName)
                .filter(name -> name.startsWith("lokiline") || name.startsWith("HttpClient-"))
                .collect(Collectors.toSet());
    }

    private final class Telling implements DeliveryListener {

        @Override
        public void info(String message) {
            told.add(message);
        }

        @Override
        public void warn(String message) {
            told.add(message);
        }
    }

    SenderConfigs config(String url) {
        return new SenderConfigs(url, implementation(), reporter);
    }

    PushResponse push(SenderConfig config) throws Exception {
        return push(sender(config));
    }

    static PushResponse push(PushSender sender) throws Exception {
        CompletableFuture<PushResponse> response = new CompletableFuture<>();
        sender.push("acme", BODY, response::complete);
        return response.get(20, TimeUnit.SECONDS);
    }

    private PushSender sender(SenderConfig config) {
        HttpSender sender = new HttpSender(config);
        open.add(sender);
        return sender;
    }

    ScriptedServer server(String status) {
        ScriptedServer server = ScriptedServer.start(request -> "HTTP/1.1 " + status + "\r\n\r\n");
        open.add(server);
        return server;
    }

    ScriptedServer tlsServer(boolean needsClient) throws Exception {
        ScriptedServer server =
                ScriptedServer.start(pki.sockets(needsClient), request -> "HTTP/1.1 204 No Content\r\n\r\n");
        open.add(server);
        return server;
    }

    private ScriptedServer tokens(Function<Received, String> token) {
        ScriptedServer server = ScriptedServer.start(request -> ScriptedServer.answer(
                "200 OK", "{\"access_token\": \"" + token.apply(request) + "\", \"expires_in\": 3600}"));
        open.add(server);
        return server;
    }

    TunnelProxy proxy(ScriptedServer server, String authorization) {
        TunnelProxy proxy = TunnelProxy.to(server.port(), authorization);
        open.add(proxy);
        return proxy;
    }
}
