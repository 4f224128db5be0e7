package io.github.lokiline.doctor.config;

import io.github.lokiline.client.internal.config.PemFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
        factory.init(trusted());
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private @Nullable KeyStore trusted() throws GeneralSecurityException, IOException {
        if (!trustPem.isEmpty()) {
            return PemFile.trust(Path.of(trustPem));
        }
        return trust.isEmpty() ? null : load(trust, trustPassword);
    }

    public KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (!certificatePem.isEmpty()) {
            factory.init(PemFile.identity(Path.of(certificatePem), Path.of(keyPem)), new char[0]);
        } else if (key.isEmpty()) {
            return new KeyManager[0];
        } else {
            factory.init(load(key, keyPassword), keyPassword.toCharArray());
        }
        return factory.getKeyManagers();
    }

    private static KeyStore load(String file, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, password.isEmpty() ? null : password.toCharArray());
        }
        return store;
    }
}
