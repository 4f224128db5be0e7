package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.ChildClassPath;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.client.internal.config.ClientOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdkSenderTest extends PushSenderContract {

    @Override
    String implementation() {
        return "jdk";
    }

    /** The JDK reads the property once in the life of a JVM, which therefore is another one. */
    @Test
    void tunnelsThroughAProxyThatWantsCredentialsIfTheJvmAllowsIt() throws Exception {
        ScriptedServer server = tlsServer(false);
        TunnelProxy proxy = proxy(server, "Basic YWRhOnBhc3M=");

        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.http.auth.tunneling.disabledSchemes=",
                        "-cp",
                        ChildClassPath.text(),
                        Tunnelled.class.getName(),
                        "https://localhost:" + server.port(),
                        proxy.url(),
                        pki.authority().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output.strip()).isEqualTo("delivered 1");
        assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT ");
        assertThat(server.received().get(0).header("Proxy-Authorization")).isEmpty();
    }

    @Test
    void saysHowTheJvmAllowsIt() throws Exception {
        TunnelProxy proxy = proxy(tlsServer(false), "Basic YWRhOnBhc3M=");

        PushResponse response = push(config("https://localhost:1")
                .with(ClientOptions.PROXY, proxy.url())
                .withProxyCredentials("ada", "pass")
                .with(ClientOptions.TRUST_CERTIFICATES, pki.authority())
                .build());

        reporter.flushDeferred();
        assertThat(response.status()).isEqualTo(407);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("-Djdk.http.auth.tunneling.disabledSchemes=")
                .doesNotContain("pass");
    }

    /** Delivers one entry and prints the count. Stateless. */
    public static final class Tunnelled {

        private Tunnelled() {}

        /** Runs with the url, the proxy and the certificates to trust as its arguments. */
        public static void main(String[] arguments) {
            try (LokiClient client = LokiClient.builder()
                    .url(arguments[0])
                    .proxy(arguments[1])
                    .proxyAuth("ada", "pass")
                    .trustCertificates(Path.of(arguments[2]))
                    .httpClient("jdk")
                    .build()) {
                client.offer(LokiEntry.of(Map.of("service_name", "orders"), "hello"));
                client.flush(Duration.ofSeconds(10));
                System.out.println("delivered " + client.ledger().delivered());
            }
        }
    }
}
