package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.TlsMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** The key stores, PKCS12 or JKS. Owned by the thread that configures; passwords are never shown. */
record TlsConfig(OptionValues values) {

    void check(ConfigErrors errors) {
        checkPassword(errors, ClientOptions.TRUST_STORE_PASSWORD, ClientOptions.TRUST_STORE);
        checkPassword(errors, ClientOptions.KEY_STORE_PASSWORD, ClientOptions.KEY_STORE);
    }

    private void checkPassword(ConfigErrors errors, Option<String> password, Option<Path> store) {
        if (values.isSet(password) && !values.isSet(store)) {
            errors.add(password.name(), "***", "a password without its store; set " + store.name());
        }
    }

    /** Reads the stores; null for those of the JVM, and after an error. */
    @Nullable
    TlsMaterial read(ConfigErrors errors) {
        Path trustStore = values.find(ClientOptions.TRUST_STORE);
        String trustStorePassword = values.find(ClientOptions.TRUST_STORE_PASSWORD);
        Path keyStore = values.find(ClientOptions.KEY_STORE);
        String keyStorePassword = values.find(ClientOptions.KEY_STORE_PASSWORD);
        boolean isTrustReadable = isReadable(errors, "trustStore", trustStore, trustStorePassword);
        boolean isKeyReadable = isReadable(errors, "keyStore", keyStore, keyStorePassword);
        if ((trustStore == null && keyStore == null) || !isTrustReadable || !isKeyReadable) {
            return null;
        }
        try {
            return TlsMaterial.read(trustStore, trustStorePassword, keyStore, keyStorePassword);
        } catch (GeneralSecurityException | IOException e) {
            // Both stores can be opened, so that only the password of the key inside can be wrong.
            errors.add("keyStore", String.valueOf(keyStore), unreadable(e));
            return null;
        }
    }

    private static boolean isReadable(
            ConfigErrors errors, String property, @Nullable Path file, @Nullable String password) {
        try {
            if (file != null) {
                TlsMaterial.check(file, password);
            }
            return true;
        } catch (GeneralSecurityException | IOException e) {
            errors.add(property, file == null ? "" : file, unreadable(e));
            return false;
        }
    }

    private static String unreadable(Exception e) {
        return "cannot be read as PKCS12 or JKS (" + e.getClass().getSimpleName()
                + "); check the path, the format and the password";
    }
}
