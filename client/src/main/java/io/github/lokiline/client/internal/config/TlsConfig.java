package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.TlsMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Certificates to trust and to show, PKCS12 or JKS. Owned by the builder's thread; passwords are never shown. */
public final class TlsConfig {

    public @Nullable Path trustStore;

    public @Nullable String trustStorePassword;

    public @Nullable Path keyStore;

    public @Nullable String keyStorePassword;

    /** Null for the JVM's own, and where there is a fault. */
    public @Nullable TlsMaterial read(ConfigErrors faults) {
        boolean trusted = isReadable(faults, "trustStore", trustStore, trustStorePassword);
        boolean keyed = isReadable(faults, "keyStore", keyStore, keyStorePassword);
        if ((trustStore == null && keyStore == null) || !trusted || !keyed) {
            return null;
        }
        try {
            return TlsMaterial.read(trustStore, trustStorePassword, keyStore, keyStorePassword);
        } catch (GeneralSecurityException | IOException e) {
            // Each store can be opened: what does not fit is the password of the key inside.
            faults.add("keyStore", String.valueOf(keyStore), unreadable(e));
            return null;
        }
    }

    private static boolean isReadable(
            ConfigErrors faults, String property, @Nullable Path file, @Nullable String password) {
        try {
            if (file != null) {
                TlsMaterial.check(file, password);
            }
            return true;
        } catch (GeneralSecurityException | IOException e) {
            faults.add(property, file == null ? "" : file, unreadable(e));
            return false;
        }
    }

    private static String unreadable(Exception e) {
        return "cannot be read as PKCS12 or JKS (" + e.getClass().getSimpleName()
                + "); check the path, the format and the password";
    }

    void describe(StringBuilder text) {
        if (trustStore != null) {
            text.append(", trustStore=").append(trustStore);
        }
        if (keyStore != null) {
            text.append(", keyStore=").append(keyStore);
        }
    }
}
