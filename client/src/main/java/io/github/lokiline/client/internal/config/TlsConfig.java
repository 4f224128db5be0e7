package io.github.lokiline.client.internal.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** The files with certificates and keys, as key stores or PEM. Owned by the thread that configures; passwords are never shown. */
record TlsConfig(OptionValues values) {
    void check(ConfigErrors errors) {
        checkPassword(errors, ClientOptions.TRUST_STORE_PASSWORD, ClientOptions.TRUST_STORE);
        checkPassword(errors, ClientOptions.KEY_STORE_PASSWORD, ClientOptions.KEY_STORE);
        checkOneOf(errors, ClientOptions.TRUST_CERTIFICATES, ClientOptions.TRUST_STORE);
        checkOneOf(errors, ClientOptions.CLIENT_CERTIFICATE, ClientOptions.KEY_STORE);
        checkPair(errors, ClientOptions.CLIENT_CERTIFICATE, ClientOptions.CLIENT_KEY);
        checkPair(errors, ClientOptions.CLIENT_KEY, ClientOptions.CLIENT_CERTIFICATE);
    }

    private void checkPassword(ConfigErrors errors, Option<String> password, Option<Path> store) {
        if (values.isSet(password) && !values.isSet(store)) {
            errors.add(password.name(), "***", "a password without its store; set " + store.name());
        }
    }

    private void checkOneOf(ConfigErrors errors, Option<Path> pem, Option<Path> store) {
        Path file = values.find(pem);
        if (file != null && values.isSet(store)) {
            errors.add(pem.name(), file, "there is a " + store.name() + " too; leave one out");
        }
    }

    private void checkPair(ConfigErrors errors, Option<Path> one, Option<Path> other) {
        Path file = values.find(one);
        if (file != null && !values.isSet(other)) {
            errors.add(one.name(), file, "of no use alone; set " + other.name() + " too, or remove it");
        }
    }

    /** Reads the files, so that all errors are reported at the start; null for the JVM's settings, and after an error. */
    @Nullable
    TlsFiles read(ConfigErrors errors) {
        TlsFiles files = TlsFiles.of(values);
        if (files.all().isEmpty()) {
            return null;
        }
        int before = errors.all().size();
        tryTo(errors, ClientOptions.TRUST_STORE, files::trustStore);
        tryTo(errors, ClientOptions.KEY_STORE, files::keyStore);
        tryTo(errors, ClientOptions.TRUST_CERTIFICATES, files::trustCertificates);
        tryTo(errors, ClientOptions.CLIENT_CERTIFICATE, files::certificate);
        tryTo(errors, ClientOptions.CLIENT_KEY, files::clientKey);
        if (errors.all().size() == before) {
            // Everything can be opened, so that only the password of the key inside, or the pair, can be wrong.
            tryTo(
                    errors,
                    values.isSet(ClientOptions.KEY_STORE) ? ClientOptions.KEY_STORE : ClientOptions.CLIENT_KEY,
                    files::load);
        }
        return errors.all().size() == before ? files : null;
    }

    private interface Step {
        @Nullable
        Object run() throws GeneralSecurityException, IOException;
    }

    private void tryTo(ConfigErrors errors, Option<Path> option, Step step) {
        try {
            step.run();
        } catch (PemException e) {
            errors.add(option.name(), shown(option), String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException | IOException e) {
            boolean isStore = option.equals(ClientOptions.TRUST_STORE) || option.equals(ClientOptions.KEY_STORE);
            errors.add(
                    option.name(),
                    shown(option),
                    "cannot be read as " + (isStore ? "PKCS12 or JKS" : "PEM") + " ("
                            + e.getClass().getSimpleName() + "); check the path, the format"
                            + (isStore ? " and the password" : " and its permissions"));
        }
    }

    private String shown(Option<Path> option) {
        return String.valueOf(values.find(option));
    }
}
