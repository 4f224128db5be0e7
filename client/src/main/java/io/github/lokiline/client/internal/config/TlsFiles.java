package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files with certificates and keys. Immutable; the files may change. */
public record TlsFiles(
        @Nullable Path trust,
        @Nullable String trustPassword,
        @Nullable Path keys,
        @Nullable String keyPassword,
        @Nullable Path trustPem,
        @Nullable Path certificatePem,
        @Nullable Path keyPem) {

    static TlsFiles of(OptionValues values) {
        return new TlsFiles(
                values.find(ClientOptions.TRUST_STORE),
                values.find(ClientOptions.TRUST_STORE_PASSWORD),
                values.find(ClientOptions.KEY_STORE),
                values.find(ClientOptions.KEY_STORE_PASSWORD),
                values.find(ClientOptions.TRUST_CERTIFICATES),
                values.find(ClientOptions.CLIENT_CERTIFICATE),
                values.find(ClientOptions.CLIENT_KEY));
    }

    List<Path> all() {
        List<Path> all = new ArrayList<>();
        for (@Nullable Path file : new @Nullable Path[] {trust, keys, trustPem, certificatePem, keyPem}) {
            if (file != null) {
                all.add(file);
            }
        }
        return all;
    }

    /**
     * Returns a value that differs when a file has changed: Kubernetes replaces a whole directory behind a link, others
     * write or rename the file.
     */
    List<Object> version() throws IOException {
        List<Object> version = new ArrayList<>();
        for (Path file : all()) {
            version.add(file.toRealPath());
            version.add(Files.getLastModifiedTime(file));
            version.add(Files.size(file));
        }
        return version;
    }

    TlsMaterial load() throws GeneralSecurityException, IOException {
        return TlsMaterial.of(trusted(), own(), ownPassword());
    }

    /** Returns the certificates to trust; null for the JVM's. */
    public @Nullable KeyStore trusted() throws GeneralSecurityException, IOException {
        return trust != null ? trustStore() : trustCertificates();
    }

    /** Returns the certificate of this client and its key; null for none. */
    public @Nullable KeyStore own() throws GeneralSecurityException, IOException {
        return certificatePem != null && keyPem != null ? PemFile.identity(certificatePem, keyPem) : keyStore();
    }

    /** Returns the password of the key in {@link #own}; a key in PEM gets none there. */
    public char[] ownPassword() {
        boolean isPem = certificatePem != null && keyPem != null;
        return isPem || keyPassword == null ? new char[0] : keyPassword.toCharArray();
    }

    @Nullable
    KeyStore trustStore() throws GeneralSecurityException, IOException {
        return trust == null ? null : store(trust, trustPassword);
    }

    @Nullable
    KeyStore keyStore() throws GeneralSecurityException, IOException {
        return keys == null ? null : store(keys, keyPassword);
    }

    @Nullable
    KeyStore trustCertificates() throws GeneralSecurityException, IOException {
        return trustPem == null ? null : PemFile.trust(trustPem);
    }

    @Nullable
    Object certificate() throws GeneralSecurityException, IOException {
        return certificatePem == null ? null : PemFile.certificates(certificatePem);
    }

    @Nullable
    Object clientKey() throws GeneralSecurityException, IOException {
        return keyPem == null ? null : PemFile.key(keyPem);
    }

    private static KeyStore store(Path file, @Nullable String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password == null ? null : password.toCharArray());
        }
        return store;
    }

    /** Leaves out the passwords. */
    @Override
    public String toString() {
        return all().toString();
    }
}
