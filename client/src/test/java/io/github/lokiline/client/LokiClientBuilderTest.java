package io.github.lokiline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.client.internal.config.ConfigErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LokiClientBuilderTest {

    @Test
    void theDefaultsHaveNoFault() {
        assertThat(LokiClient.builder().faults()).isEmpty();
    }

    @Test
    void allFaultsAreToldTogetherWithPropertyValueRuleAndWayOut() {
        LokiClientBuilder builder = LokiClient.builder()
                .url("loki:3100")
                .maxStreams(0)
                .batchMaxBytes(10_000_000)
                .batchMaxWait(Duration.ZERO)
                .retryMinBackoff(Duration.ofSeconds(9))
                .maxAge(ChronoUnit.FOREVER.getDuration());

        assertThat(builder.faults())
                .containsExactly(
                        "url \"loki:3100\": no scheme Loki speaks; start it with http:// or https://",
                        "maxStreams \"0\": must be 1 to 100000; leave it out for 50",
                        "batchMaxBytes \"10000000 B\": must be 1 KB to 3500000 B; leave it out for 1 MB",
                        "batchMaxWait \"0 ms\": must be 1 ms to 1 d; leave it out for 1 s",
                        "maxAge \"9223372036854775807 ms\": must be 1 s to 3650 d; leave it out for 7 d",
                        "retryMinBackoff \"9 s\": must not be above retryMaxBackoff, 5 s; lower it");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url")
                .hasMessageContaining("maxStreams");
    }

    @Test
    @Tag("promise-12")
    void credentialsStandInNoFaultAndNoDescription() {
        LokiClientBuilder bad = LokiClient.builder()
                .url("https://user:hunter2@loki:99999")
                .bearerToken("tok\nen")
                .header("X-Key", "hun\nter3");

        assertThat(String.join("\n", bad.faults()))
                .contains("url", "bearerToken", "header")
                .doesNotContain("hunter")
                .doesNotContain("hun\nter")
                .doesNotContain("tok\nen");
        try (LokiClient client = LokiClient.builder()
                .url("http://user:hunter2@127.0.0.1:1/?token=hunter4")
                .header("X-Key", "hunter3")
                .build()) {
            assertThat(client.settings())
                    .contains(
                            "url=http://***@127.0.0.1:1/loki/api/v1/push?***", "authorization=basic ***", "X-Key: ***")
                    .doesNotContain("hunter");
        }
    }

    @Test
    void aHostThatCannotBeIsAFaultNow() {
        for (String url : new String[] {"http://a..b:3100", "http://loki%20x:3100"}) {
            assertThat(LokiClient.builder().url(url).faults())
                    .singleElement()
                    .asString()
                    .startsWith("url \"" + url + "\": ");
        }
    }

    @Test
    @Tag("promise-12")
    void theSecretOfOAuthStandsInNoFaultAndNoDescription() {
        try (LokiClient client = LokiClient.builder()
                .url("http://127.0.0.1:1")
                .oauth("https://login.example/token?x=hunter2", "orders", "hunter1", "logs:write")
                .build()) {
            assertThat(client.settings())
                    .contains("authorization=OAuth token of https://login.example/token?***")
                    .doesNotContain("hunter");
        }
        assertThat(LokiClient.builder()
                        .oauth("https://ada:hunter1@login.example/token", "orders", "hunter2", null)
                        .faults())
                .singleElement()
                .asString()
                .startsWith("oauthTokenUrl \"https://***@login.example/token\": it has credentials")
                .doesNotContain("hunter");
        assertThat(LokiClient.builder()
                        .oauth("https://login.example/token", "orders", "hunter1", null)
                        .bearerToken("hunter2")
                        .faults())
                .singleElement()
                .asString()
                .contains("only one can be sent")
                .doesNotContain("hunter");
    }

    @Test
    void certificatesHaveOneFormAndAKey(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "nothing");

        assertThat(LokiClient.builder().trustCertificates(text).faults())
                .containsExactly("trustCertificates \"" + text
                        + "\": there is no -----BEGIN CERTIFICATE----- in it; name a PEM file");
        assertThat(LokiClient.builder()
                        .trustCertificates(folder.resolve("absent"))
                        .faults())
                .singleElement()
                .asString()
                .contains("cannot be read as PEM (NoSuchFileException)");
        assertThat(LokiClient.builder().httpClient("curl").faults())
                .containsExactly("httpClient \"curl\": no such client; write okhttp or jdk");
    }

    @Test
    void twoWaysToAuthorizeAreOneTooMany() {
        assertThat(LokiClient.builder().basicAuth("u", "p").bearerToken("t").faults())
                .singleElement()
                .asString()
                .startsWith("username \"u\": ");
    }

    @Test
    void aUsernameHasNoColon() {
        assertThat(LokiClient.builder().basicAuth("a:b", "p").faults())
                .containsExactly("username \"a:b\": Basic credentials have no colon in the username; remove it");
    }

    @Test
    void aFolderIsNoTokenFile(@TempDir Path folder) {
        assertThat(LokiClient.builder().bearerTokenFile(folder).faults())
                .containsExactly(
                        "bearerTokenFile \"" + folder + "\": cannot be read; check the path and its permissions");
    }

    @Test
    void anIllegalTenantIsAFault() {
        assertThat(LokiClient.builder().tenantId("a b/c").faults())
                .singleElement()
                .asString()
                .startsWith("tenantId \"a b/c\": Loki takes letters, digits");
    }

    @Test
    void anUnreadableStoreIsAFaultOfItsOwnProperty(@TempDir Path folder) throws Exception {
        Path garbage = Files.writeString(folder.resolve("trust.p12"), "not a key store");

        assertThatThrownBy(() -> LokiClient.builder()
                        .trustStore(garbage, "changeit")
                        .keyStore(folder.resolve("absent.p12"), "changeit")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trustStore \"" + garbage + "\": cannot be read as PKCS12 or JKS")
                .hasMessageContaining("keyStore \"" + folder.resolve("absent.p12") + "\": cannot be read")
                .hasMessageContaining("NoSuchFileException")
                .hasMessageNotContaining("changeit");
    }

    @Test
    void aProxyIsAnHttpAddress() {
        assertThat(LokiClient.builder().proxy("http://proxy:3128").faults()).isEmpty();
        assertThat(LokiClient.builder().proxy("proxy:3128").faults()).hasSize(1);
        assertThat(LokiClient.builder().proxy("http://user:pw@proxy:3128").faults())
                .isEmpty();
        assertThat(LokiClient.builder()
                        .proxy("http://user:pw@proxy:3128")
                        .proxyAuth("ada", "pw2")
                        .faults())
                .singleElement()
                .asString()
                .startsWith("proxyUsername \"ada\": the proxy's address has credentials too")
                .doesNotContain("pw");
        assertThat(LokiClient.builder().proxy("http://user:pw@").faults())
                .singleElement()
                .asString()
                .doesNotContain("pw");
    }

    @Test
    void theQueueIsNeverMoreThanAQuarterOfTheHeap() {
        try (LokiClient client = LokiClient.builder()
                .url("http://127.0.0.1:1")
                .queueMaxBytes(Long.MAX_VALUE)
                .build()) {
            long quarter = Runtime.getRuntime().maxMemory() / 4;

            assertThat(client.settings()).contains("queueMaxBytes=" + ConfigErrors.bytes(quarter));
        }
    }

    @Test
    void refusesAHeaderThatWouldReplaceOneOfItsOwn() {
        assertThat(LokiClient.builder().header("content-TYPE", "text/plain").faults())
                .singleElement()
                .asString()
                .startsWith("header \"content-TYPE: ***\": tells Loki how to read a push");
        assertThat(LokiClient.builder()
                        .bearerToken("t")
                        .header("Authorization", "Basic s3cret")
                        .faults())
                .singleElement()
                .asString()
                .contains("other credentials")
                .doesNotContain("s3cret");
        assertThat(LokiClient.builder()
                        .tenantId("a")
                        .header("X-Scope-OrgID", "b")
                        .faults())
                .hasSize(1);
        assertThat(LokiClient.builder()
                        .header("Authorization", "Basic s3cret")
                        .header("X-Scope-OrgID", "b")
                        .faults())
                .isEmpty();
    }
}
