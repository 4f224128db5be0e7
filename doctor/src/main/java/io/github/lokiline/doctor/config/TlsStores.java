package io.github.lokiline.doctor.config;

import io.github.lokiline.client.internal.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The appender's certificates and key, as key stores or PEM files; empty for the JVM's. Immutable.
 *
 * @param trustPassword empty for none, like {@code keyPassword}
 */
public record TlsStores(
        String trust,
        String trustPassword,
        String key,
        String keyPassword,
        String trustPem,
        String certificatePem,
        String keyPem) {

    static TlsStores of(ConfiguredAppender found) {
        return new TlsStores(
                found.text("trustStore"),
                found.text("trustStorePassword"),
                found.text("keyStore"),
                found.text("keyStorePassword"),
                found.text("trustCertificates"),
                found.text("clientCertificate"),
                found.text("clientKey"));
    }

    public String trustName() {
        if (!trustPem.isEmpty()) {
            return "trustCertificates " + trustPem;
        }
        return trust.isEmpty() ? "the JVM's trust store" : "trustStore " + trust;
    }

    public X509TrustManager trustManager() throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(files().trusted());
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    public KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        TlsFiles files = files();
        KeyStore own = files.own();
        if (own == null) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, files.ownPassword());
        return factory.getKeyManagers();
    }

    private TlsFiles files() {
        return new TlsFiles(
                path(trust),
                emptyIsNull(trustPassword),
                path(key),
                emptyIsNull(keyPassword),
                path(trustPem),
                path(certificatePem),
                path(keyPem));
    }

    private static @Nullable Path path(String text) {
        return text.isEmpty() ? null : Path.of(text);
    }

    private static @Nullable String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
