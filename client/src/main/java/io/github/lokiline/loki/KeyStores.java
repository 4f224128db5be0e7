package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Certificates to trust and to show, PKCS12 or JKS. Owned by the builder's thread; passwords are never shown. */
final class KeyStores {

    @Nullable
    Path trustStore;

    @Nullable
    String trustStorePassword;

    @Nullable
    Path keyStore;

    @Nullable
    String keyStorePassword;

    /** Null for the JVM's own, and where there is a fault. */
    @Nullable
    Tls read(Faults faults) {
        boolean trusted = isReadable(faults, "trustStore", trustStore, trustStorePassword);
        boolean keyed = isReadable(faults, "keyStore", keyStore, keyStorePassword);
        if ((trustStore == null && keyStore == null) || !trusted || !keyed) {
            return null;
        }
        try {
            return Tls.read(trustStore, trustStorePassword, keyStore, keyStorePassword);
        } catch (GeneralSecurityException | IOException e) {
            // Each store can be opened: what does not fit is the password of the key inside.
            faults.add("keyStore", String.valueOf(keyStore), unreadable(e));
            return null;
        }
    }

    private static boolean isReadable(Faults faults, String property, @Nullable Path file, @Nullable String password) {
        try {
            if (file != null) {
                Tls.check(file, password);
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
