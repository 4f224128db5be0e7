package io.github.lokiline.compatibility.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiEntry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both HTTP clients at a TLS server that offers HTTP/2. */
class Http2Test {

    private static final String PASSWORD = "changeit-in-tests";

    @TempDir
    Path folder;

    private final List<String> protocols = new CopyOnWriteArrayList<>();
    private final Tomcat tomcat = new Tomcat();
    private Path authority;

    @BeforeEach
    void start() throws Exception {
        Path keys = folder.resolve("server.p12");
        keytool(keys);
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        authority = Files.writeString(
                folder.resolve("ca.crt"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector(keys));
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "push", new Push());
        context.addServletMappingDecoded("/*", "push");
        tomcat.start();
    }

    private static Connector connector(Path keys) {
        SSLHostConfig tls = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(keys.toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        tls.addCertificate(certificate);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(tls);
        connector.addUpgradeProtocol(new Http2Protocol());
        return connector;
    }

    private static void keytool(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=ip:127.0.0.1")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void pushesGoByHttp2(String httpClient) {
        try (LokiClient client = LokiClient.builder()
                .url("https://127.0.0.1:" + tomcat.getConnector().getLocalPort())
                .trustCertificates(authority)
                .httpClient(httpClient)
                .batchMaxWait(Duration.ofMillis(5))
                .flushOnExit(false)
                .build()) {
            for (int i = 0; i < 20; i++) {
                client.offer(LokiEntry.of(Map.of("service_name", "orders-" + i), "line " + i));
            }

            assertThat(client.flush(Duration.ofSeconds(20))).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(20);
        }
        assertThat(protocols).hasSizeGreaterThanOrEqualTo(20).containsOnly("HTTP/2.0");
    }

    /** Takes every push. Thread-safe. */
    private final class Push extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
            protocols.add(request.getProtocol());
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
