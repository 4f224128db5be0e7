package io.github.lokiline.client.internal.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The trusted certificates and the client certificate. Immutable; equal only to itself.
 *
 * @param context creates TLS connections with both
 * @param trust the trust manager that {@code context} uses
 */
public record TlsMaterial(SSLContext context, X509TrustManager trust) {
    /**
     * Creates the material. Without a trust store, the JVM's is used.
     *
     * @param keyPassword the password of the key in {@code keyStore}
     * @throws GeneralSecurityException if a store contains nothing usable
     */
    public static TlsMaterial of(@Nullable KeyStore trustStore, @Nullable KeyStore keyStore, char[] keyPassword)
            throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyStore == null ? null : keyManagers(keyStore, keyPassword), trust.getTrustManagers(), null);
        return new TlsMaterial(context, x509(trust));
    }

    private static KeyManager[] keyManagers(KeyStore keyStore, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore, password);
        return keys.getKeyManagers();
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
