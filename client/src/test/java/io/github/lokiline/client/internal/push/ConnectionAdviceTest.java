package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.lokiline.client.internal.http.PushResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionAdviceTest {

    private static final String URL = "http://loki:3100/loki/api/v1/push";

    @ParameterizedTest
    @CsvSource({
        "400, Client sent an HTTP request to an HTTPS server., write https://",
        "400, The plain HTTP request was sent to HTTPS port, write https://",
        "401, no org id, set tenantId",
        "401, unauthorized, set username and password",
        "403, forbidden, may not write",
        "404, not found, no such path",
        "407, '', proxyUsername",
        "302, '', follows no redirect",
        "405, '', no such path",
    })
    void aStatusHasItsFix(int status, String body, String fix) {
        assertThat(ConnectionAdvice.text(URL, new PushResponse(status, body, 0)))
                .startsWith("POST " + URL + ": status " + status)
                .contains("; ")
                .contains(fix);
    }

    @ParameterizedTest
    @CsvSource({
        "PKIX path building failed, trustCertificates",
        "No subject alternative DNS name matching loki found, for another host",
        "Received fatal alert: certificate_required, clientCertificate",
        "Received fatal alert: bad_certificate, clientCertificate",
        "Unsupported or unrecognized SSL message, write http://",
    })
    void aFailureOfTlsHasItsFix(String message, String fix) {
        assertThat(ConnectionAdvice.text(URL, PushResponse.failed(new SSLHandshakeException(message))))
                .contains("no answer (SSLHandshakeException: " + message)
                .contains(fix);
    }

    @Test
    void anExpiredCertificateIsNamedBeforeItsPath() {
        SSLHandshakeException failure = new SSLHandshakeException("PKIX path validation failed");
        failure.initCause(new CertificateExpiredException());

        assertThat(ConnectionAdvice.text(URL, PushResponse.failed(failure))).endsWith("has expired: renew it");
    }

    static Stream<Arguments> failures() {
        IOException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        return Stream.of(
                arguments(new UnknownHostException("loki"), "correct it in url"),
                arguments(unresolved, "correct it in url"),
                arguments(new UnknownHostException("gone.proxy: Name or service not known"), "NO_PROXY"),
                arguments(new ConnectException("Failed to connect to /10.0.0.1:3128"), "the proxy does not answer"),
                arguments(new ConnectException("Failed to connect to loki/10.0.0.2:3100"), "is Loki running"),
                arguments(new ConnectException("Connection refused"), "is Loki running"),
                arguments(new ConnectException(), "is Loki running"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedConnectionHasTheFixOfTheHostThatFailed(IOException failure, String fix) {
        assertThat(ConnectionAdvice.text("http://loki:3100/loki/api/v1/push", PushResponse.failed(failure)))
                .contains(fix);
    }

    @Test
    void anErrorOfLokiHasNoFixHere() {
        assertThat(ConnectionAdvice.text(URL + "?a=b", new PushResponse(503, "busy", 0)))
                .isEqualTo("POST " + URL + ": status 503, busy");
    }
}
