package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The trusted certificates and the client certificate, from key stores in PKCS12 or JKS format. Immutable.
 *
 * @param sockets creates TLS sockets with both
 * @param trust the trust manager that {@code sockets} uses
 */
public record TlsMaterial(SSLSocketFactory sockets, X509TrustManager trust) {

    private static final char[] NO_PASSWORD = new char[0];

    /**
     * Reads the stores once. Without a trust store, the JVM's is used.
     *
     * @throws GeneralSecurityException if a store contains nothing usable
     * @throws IOException if a store cannot be read or its password is wrong
     */
    public static TlsMaterial read(
            @Nullable Path trustStore,
            @Nullable String trustStorePassword,
            @Nullable Path keyStore,
            @Nullable String keyStorePassword)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore == null ? null : load(trustStore, trustStorePassword));
        KeyManager[] keys = keyStore == null ? null : keyManagers(keyStore, keyStorePassword);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return new TlsMaterial(context.getSocketFactory(), x509(trust));
    }

    /** Reads one store, to check that it can be read. */
    public static void check(Path file, @Nullable String password) throws GeneralSecurityException, IOException {
        load(file, password);
    }

    private static KeyManager[] keyManagers(Path keyStore, @Nullable String password)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore, password), password == null ? NO_PASSWORD : password.toCharArray());
        return keys.getKeyManagers();
    }

    private static KeyStore load(Path file, @Nullable String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password == null ? null : password.toCharArray());
        }
        return store;
    }

    private static X509TrustManager x509(TrustManagerFactory factory) throws GeneralSecurityException {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }
}
