package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.RecordingTrustManager;
import io.github.lokiline.doctor.server.ServerProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Checks that the appender trusts the server's certificate, and that it is valid for the host. Stateless. */
final class TlsHandshakeCheck implements Check {

    private static final Duration SOON = Duration.ofDays(30);

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public boolean isPrerequisite() {
        return true;
    }

    @Override
    public Finding examine(CheckContext context) {
        Target target = context.target();
        if (!target.push().isHttps()) {
            return Finding.skipped("the url is http: lines and credentials are sent unencrypted");
        }
        if (target.isProxied() && !target.proxyUser().isEmpty()) {
            return Finding.skipped("the proxy requires credentials; the next checks go through it");
        }
        try {
            RecordingTrustManager trust =
                    new RecordingTrustManager(target.stores().trustManager());
            return handshake(context, trust);
        } catch (GeneralSecurityException | IOException e) {
            return Finding.fail(
                    "the certificates cannot be used: " + FailureText.text(e),
                    "check trustStore, keyStore and their passwords, or trustCertificates, clientCertificate and"
                            + " clientKey");
        }
    }

    private static Finding handshake(CheckContext context, RecordingTrustManager trust)
            throws GeneralSecurityException, IOException {
        Target target = context.target();
        var factory = ServerProbe.context(target, trust).getSocketFactory();
        String host = target.push().host();
        try (Socket socket = connected(target);
                SSLSocket tls = (SSLSocket)
                        factory.createSocket(socket, host, target.push().port(), true)) {
            tls.startHandshake();
            boolean ofHost = context.http().hostnames().verify(host, tls.getSession());
            return ofHost ? good(tls, trust) : wrongHost(host, trust);
        } catch (SSLException e) {
            return refused(target, e, trust);
        } catch (IOException e) {
            return Finding.fail(FailureText.text(e), "does the port use TLS? Try http:// in the url");
        }
    }

    private static Socket connected(Target target) throws IOException {
        Socket socket = new Socket(target.proxy());
        String host = target.push().host();
        int port = target.push().port();
        socket.connect(
                target.isProxied() ? InetSocketAddress.createUnresolved(host, port) : new InetSocketAddress(host, port),
                (int) target.connectTimeout().toMillis());
        socket.setSoTimeout((int) target.requestTimeout().toMillis());
        return socket;
    }

    private static Finding good(SSLSocket tls, RecordingTrustManager trust) {
        X509Certificate certificate = trust.first();
        String observation = tls.getSession().getProtocol() + ", " + described(certificate);
        return certificate == null
                ? Finding.ok(observation)
                : lasting(
                        observation,
                        Duration.between(
                                Instant.now(), certificate.getNotAfter().toInstant()));
    }

    private static Finding lasting(String observation, Duration left) {
        if (left.isNegative()) {
            return Finding.warn(
                    observation + ": it has expired, which is accepted only because"
                            + " the trust store contains this certificate",
                    "renew it; other programs will refuse it");
        }
        return left.compareTo(SOON) < 0
                ? Finding.warn(
                        observation + ": it expires in " + left.toDays() + " days",
                        "renew it before; otherwise nothing will be delivered")
                : Finding.ok(observation);
    }

    private static Finding wrongHost(String host, RecordingTrustManager trust) {
        return Finding.fail(
                "the certificate is not valid for " + host + ": " + described(trust.first()) + ", names "
                        + trust.names(),
                "use one of its names in the url, or give the server a certificate for " + host);
    }

    private static Finding refused(Target target, SSLException failure, RecordingTrustManager trust) {
        String observation = described(trust.first());
        if (FailureText.cause(failure, CertificateExpiredException.class) != null) {
            return Finding.fail(
                    "the certificate has expired: " + observation, "renew it; or is this machine's clock wrong?");
        }
        if (FailureText.cause(failure, CertificateNotYetValidException.class) != null) {
            return Finding.fail("the certificate is not valid yet: " + observation, "set this machine's clock");
        }
        String messages = FailureText.messages(failure);
        if (messages.contains("certification path") || messages.contains("trustAnchors")) {
            return Finding.fail(
                    target.stores().trustName() + " does not contain the issuer of the certificate: " + observation,
                    "configure the issuer's certificate as trustCertificates (PEM) or in a key store as trustStore"
                            + " (keytool -importcert), or import it into the JVM's trust store");
        }
        if (messages.contains("plaintext") || messages.contains("Unsupported or unrecognized")) {
            return Finding.fail("the server does not use TLS", "use http:// or the TLS port in the url");
        }
        return Finding.fail(
                FailureText.text(failure),
                "does the server require a client certificate (clientCertificate, keyStore), or another version of TLS?");
    }

    private static String described(@Nullable X509Certificate certificate) {
        return certificate == null
                ? "no certificate seen"
                : "certificate of " + certificate.getSubjectX500Principal().getName() + ", signed by "
                        + certificate.getIssuerX500Principal().getName() + ", valid until "
                        + certificate.getNotAfter().toInstant();
    }
}
