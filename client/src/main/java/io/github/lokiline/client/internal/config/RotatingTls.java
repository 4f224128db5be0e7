package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.TlsMaterial;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys in files, which are read again when they change. Thread-safe. While a file cannot be read, or key
 * and certificate do not belong together yet, the last valid ones stay in use; if there are none yet, pushes fail and entries wait.
 */
final class RotatingTls implements Supplier<TlsMaterial> {
    private final TlsFiles files;
    private final RateLimitedReporter reporter;
    private List<Object> readVersion = List.of();
    private @Nullable TlsMaterial material;

    RotatingTls(TlsFiles files, RateLimitedReporter reporter) {
        this.files = files;
        this.reporter = reporter;
    }

    /**
     * Returns the current material; the same object until it changes.
     *
     * @throws UncheckedIOException if there is none yet, because the files have become unreadable since the start
     */
    @Override
    public synchronized TlsMaterial get() {
        try {
            List<Object> version = files.version();
            if (!version.equals(readVersion)) {
                material = files.load();
                readVersion = version;
            }
        } catch (GeneralSecurityException | IOException e) {
            String reason = e instanceof PemException
                    ? String.valueOf(e.getMessage())
                    : e.getClass().getSimpleName();
            if (material == null) {
                throw unreadable(reason, e);
            }
            reporter.warnLater(
                    "tls", "certificates " + files + " cannot be read again; the last ones stay in use: " + reason);
        }
        return Objects.requireNonNull(material, "there is material once a version was read");
    }

    private UncheckedIOException unreadable(String reason, Exception cause) {
        String message = "certificates " + files + " cannot be read, entries wait: " + reason;
        reporter.warnLater("tls", message);
        IOException noHandshake = new SSLHandshakeException(message);
        noHandshake.initCause(cause);
        return new UncheckedIOException(noHandshake);
    }
}
