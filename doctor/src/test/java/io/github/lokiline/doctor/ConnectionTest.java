package io.github.lokiline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.doctor.Visitor.Result;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.LokiExtension;
import java.nio.file.Path;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests the checks of names, ports and certificates. */
@ExtendWith(LokiExtension.class)
class ConnectionTest {

    @TempDir
    Path folder;

    @Test
    void aNameWithoutAddressEndsTheWay() {
        Result result = Visitor.withUrl("http://nothing.invalid:3100");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.of("name")).startsWith("FAIL").contains("nothing.invalid has no address", "->");
        assertThat(result.of("connection")).startsWith("skipped").contains("depends on a failed check: name");
        assertThat(result.status("read-back")).isEqualTo("skipped");
    }

    @Test
    void aPortOnWhichNobodyListensEndsTheWay(EmbeddedLoki loki) {
        loki.stop();

        Result result = Visitor.withUrl(loki.url());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.status("name")).isEqualTo("ok");
        assertThat(result.of("connection"))
                .startsWith("FAIL")
                .contains("127.0.0.1:" + loki.port() + ": connection refused", "nothing listens on that port");
        assertThat(result.status("push")).isEqualTo("skipped");
    }

    @Test
    void aProxyIsTheFirstHop(EmbeddedLoki loki) {
        Result result =
                Visitor.withAppender(folder, "<url>" + loki.url() + "</url><proxy>http://nothing.invalid:3128</proxy>");

        assertThat(result.of("name")).startsWith("FAIL").contains("proxy nothing.invalid has no address");
    }

    @Test
    void aProxyIsGoneThrough(EmbeddedLoki loki) {
        // An http proxy gets the whole url, and this one forwards everything to Loki.
        try (Gateway proxy = Gateway.before(loki, request -> "")) {
            Result result =
                    Visitor.withAppender(folder, "<url>http://loki.invalid</url><proxy>" + proxy.url() + "</proxy>");

            assertThat(result.of("name")).startsWith("ok").contains("proxy 127.0.0.1 is an address");
            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(loki.entries()).hasSize(1);
        }
    }

    private static Gateway.Rule wall(String user, String password) {
        String expected = Credentials.basic(user, password);
        return request -> request.header("Proxy-Authorization").equals(expected)
                ? ""
                : Gateway.answer(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"");
    }

    @Test
    void aProxyThatWantsCredentialsGetsThem(EmbeddedLoki loki) {
        try (Gateway proxy = Gateway.before(loki, wall("app", "s3cret"))) {
            Result result = Visitor.withAppender(
                    folder,
                    "<url>http://loki.invalid</url><proxy>" + proxy.url() + "</proxy>"
                            + "<proxyUsername>app</proxyUsername><proxyPassword>s3cret</proxyPassword>");

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.text()).doesNotContain("s3cret");
            assertThat(loki.entries()).hasSize(1);
        }
    }

    @Test
    void aProxyThatWantsCredentialsGetsThoseOfItsUrl(EmbeddedLoki loki) {
        try (Gateway proxy = Gateway.before(loki, wall("app", "s3cr@t"))) {
            Result result = Visitor.withAppender(
                    folder, "<url>http://loki.invalid</url><proxy>" + proxy.url("app:s3cr%40t@127.0.0.1") + "</proxy>");

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.text()).doesNotContain("s3cr@t", "s3cr%40t");
            assertThat(loki.entries()).hasSize(1);
        }
    }

    @Test
    void aCertificateInAPemFileIsTrusted(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "ip:127.0.0.1", "-validity", "400");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withAppender(
                    folder,
                    "<url>" + gateway.url() + "</url><trustCertificates>" + certificate.pem() + "</trustCertificates>");

            assertThat(result.of("tls")).startsWith("ok");
            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(loki.entries()).hasSize(1);
        }
    }

    @Test
    void aCertificateThatTheTrustStoreKnowsIsGood(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "ip:127.0.0.1", "-validity", "400");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withAppender(folder, trusting(gateway.url(), certificate.trustStore()));

            assertThat(result.of("tls")).startsWith("ok").contains("TLSv1.3", "CN=a test server", "valid until");
            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.text()).doesNotContain(Certificate.PASSWORD);
            assertThat(loki.entries()).hasSize(1);
        }
    }

    @Test
    void aCertificateThatEndsSoonIsWarnedOf(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "ip:127.0.0.1", "-validity", "12");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withAppender(folder, trusting(gateway.url(), certificate.trustStore()));

            assertThat(result.of("tls")).startsWith("warn").contains("it expires in 11 days");
            assertThat(result.exit()).as(result.text()).isZero();
        }
    }

    @Test
    void anAuthorityThatNobodyKnowsEndsTheWay(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "ip:127.0.0.1");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("tls"))
                    .startsWith("FAIL")
                    .contains("the JVM's trust store does not contain the issuer", "CN=a test server", "trustStore");
            assertThat(result.status("server")).isEqualTo("skipped");
        }
    }

    @Test
    void anExpiredCertificateEndsTheWay(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "ip:127.0.0.1", "-startdate", "-30d", "-validity", "10");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withAppender(folder, trusting(gateway.url(), certificate.trustStore()));

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("tls")).startsWith("FAIL").contains("the certificate has expired", "renew it");
        }
    }

    /** The JVM does not check the dates of a certificate that is itself trusted; pushes succeed as well. */
    @Test
    void anExpiredCertificateThatIsPinnedIsWarnedOf(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "ip:127.0.0.1", "-startdate", "-30d", "-validity", "10");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withAppender(folder, trusting(gateway.url(), certificate.pinningStore()));

            assertThat(result.of("tls")).startsWith("warn").contains("it has expired");
            assertThat(result.exit()).as(result.text()).isZero();
        }
    }

    @Test
    void aCertificateOfAnotherHostEndsTheWay(EmbeddedLoki loki) throws Exception {
        Certificate certificate = Certificate.make(folder, "dns:loki.example");
        try (Gateway gateway = Gateway.overTls(loki, certificate.sockets())) {
            Result result = Visitor.withAppender(folder, trusting(gateway.url(), certificate.trustStore()));

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("tls")).startsWith("FAIL").contains("not valid for 127.0.0.1", "names [loki.example]");
        }
    }

    @Test
    void aServerWithoutTlsIsToldFromAWrongCertificate(EmbeddedLoki loki) {
        Result result = Visitor.withAppender(
                folder,
                "<url>" + loki.url().replace("http:", "https:") + "</url><requestTimeout>300 ms</requestTimeout>");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.of("tls")).startsWith("FAIL").contains("http://");
    }

    private static String trusting(String url, Path trustStore) {
        return "<url>" + url + "</url><trustStore>" + trustStore + "</trustStore><trustStorePassword>"
                + Certificate.PASSWORD + "</trustStorePassword>";
    }
}
