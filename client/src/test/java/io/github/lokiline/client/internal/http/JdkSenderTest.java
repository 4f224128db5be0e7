package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.ChildClassPath;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiClientBuilder;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.client.internal.config.ClientOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSenderTest extends PushSenderContract {

    @Override
    String implementation() {
        return "jdk";
    }

    /** The hosts are those of another JVM, since no name with an underscore can be looked up here. */
    @Test
    void aHostWithAnUnderscoreKeepsPathAndQueryAsWritten(@TempDir Path directory) throws Exception {
        ScriptedServer server = server("204 No Content");
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 my_loki\n");

        String output =
                run("-Djdk.net.hosts.file=" + hosts, Named.class, "http://my_loki:" + server.port() + "/a%20b?k=x%3D");

        assertThat(output).isEqualTo("delivered 1");
        assertThat(server.received().get(0).head()).startsWith("POST /a%20b?k=x%3D HTTP/1.1");
    }

    /** The JDK reads the property once in the life of a JVM, which therefore is another one. */
    @Test
    void tunnelsThroughAProxyThatWantsCredentialsIfTheJvmAllowsIt() throws Exception {
        ScriptedServer server = tlsServer(false);
        TunnelProxy proxy = proxy(server, "Basic YWRhOnBhc3M=");

        String output = run(
                "-Djdk.http.auth.tunneling.disabledSchemes=",
                Tunnelled.class,
                "https://localhost:" + server.port(),
                proxy.url(),
                pki.authority().toString());

        assertThat(output).isEqualTo("delivered 1");
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

    /** Runs a program in another JVM and returns what it prints. */
    private static String run(String jvmOption, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jvmOption,
                "-cp",
                ChildClassPath.text(),
                program.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static void deliver(LokiClientBuilder settings) {
        try (LokiClient client = settings.httpClient("jdk").build()) {
            client.offer(LokiEntry.of(Map.of("service_name", "orders"), "hello"));
            client.flush(Duration.ofSeconds(10));
            System.out.println("delivered " + client.ledger().delivered());
        }
    }

    /** Delivers one entry and prints the count. Stateless. */
    public static final class Named {

        private Named() {}

        /** Runs with the url as its argument. */
        public static void main(String[] arguments) {
            deliver(LokiClient.builder().url(arguments[0]));
        }
    }

    /** As {@link Named}, through a proxy. Stateless. */
    public static final class Tunnelled {

        private Tunnelled() {}

        /** Runs with the url, the proxy and the certificates to trust as its arguments. */
        public static void main(String[] arguments) {
            deliver(LokiClient.builder()
                    .url(arguments[0])
                    .proxy(arguments[1])
                    .proxyAuth("ada", "pass")
                    .trustCertificates(Path.of(arguments[2])));
        }
    }
}
