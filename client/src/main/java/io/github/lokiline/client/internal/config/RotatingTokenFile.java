package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token in a file, which is read again when it changes, as Kubernetes rotates tokens. Thread-safe.
 * While the file cannot be read, the last valid token stays in use.
 */
final class RotatingTokenFile implements Supplier<@Nullable String> {
    private final Path file;
    private final RateLimitedReporter notices;
    private @Nullable FileTime readVersion;
    private @Nullable String header;

    RotatingTokenFile(Path file, RateLimitedReporter notices) {
        this.file = file;
        this.notices = notices;
    }

    @Override
    public synchronized @Nullable String get() {
        try {
            FileTime version = Files.getLastModifiedTime(file);
            if (!version.equals(readVersion)) {
                take(Files.readString(file).trim(), version);
            }
        } catch (IOException e) {
            notices.warnLater(
                    "token",
                    "bearerTokenFile \"" + file + "\": cannot be read ("
                            + e.getClass().getSimpleName() + "); the last token stays in use");
        }
        return header;
    }

    private void take(String token, FileTime version) {
        if (token.isEmpty()) {
            // A rotation empties the file before it writes; the next push reads again.
            return;
        }
        readVersion = version;
        if (token.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            header = "Bearer " + token;
        } else {
            notices.warnLater(
                    "token",
                    "bearerTokenFile \"" + file
                            + "\": a token is printable ASCII on one line; the last one stays in use");
        }
    }
}
