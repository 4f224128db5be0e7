package io.github.lokiline.doctor.config;

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

/**
 * The appender's trust store and key store; empty for the JVM's. Immutable.
 *
 * @param trustPassword empty for none, like {@code keyPassword}
 */
public record TlsStores(String trust, String trustPassword, String key, String keyPassword) {

    public String trustName() {
        return trust.isEmpty() ? "the JVM's trust store" : "trustStore " + trust;
    }

    public X509TrustManager trustManager() throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust.isEmpty() ? null : load(trust, trustPassword));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    public KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        if (key.isEmpty()) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(key, keyPassword), keyPassword.toCharArray());
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
