package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.SenderConfig;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of all options together and creates the immutable configuration of a client from them. Owned by the
 * thread that configures.
 */
public final class ClientConfigFactory {
    private static final Set<Option<?>> OF_SPOOL =
            Set.of(ClientOptions.SPOOL_MAX_BYTES, ClientOptions.SPOOL_MAX_AGE, ClientOptions.SPOOL_FSYNC);

    private final OptionValues values;
    private final ConnectionConfig connection;
    private final ConfigErrors errors = new ConfigErrors();
    private final @Nullable TlsFiles tls;

    /** Checks the values and reads the key stores; connects to nothing. */
    public ClientConfigFactory(OptionValues source) {
        this(source, System.getenv());
    }

    ClientConfigFactory(OptionValues source, Map<String, String> environment) {
        this.values = source.copy();
        this.connection = new ConnectionConfig(values, environment);
        connection.check(errors);
        for (Option<?> option : ClientOptions.all()) {
            option.check(values, errors);
        }
        checkRules();
        this.tls = connection.readStores(errors);
    }

    /** Returns every error, as {@code property "value": constraint; fix}. */
    public List<String> errors() {
        return errors.all();
    }

    /** Returns whether senders made from these settings are the same. A key store may have another content by now. */
    public boolean connectsLike(ClientConfigFactory other) {
        return tls == null && other.tls == null && values.hasSame(ClientOptions.ofSender(), other.values);
    }

    private void checkRules() {
        Path spool = values.find(ClientOptions.SPOOL_DIRECTORY);
        if (spool != null && Files.exists(spool) && !Files.isDirectory(spool)) {
            errors.add("spoolDirectory", spool, "a file and no directory; name a directory of its own");
        }
        Path deadLetters = values.find(ClientOptions.DEAD_LETTER_FILE);
        if (deadLetters != null && Files.isDirectory(deadLetters)) {
            errors.add("deadLetterFile", deadLetters, "a directory and no file; name a file in it");
        }
        String httpClient = values.get(ClientOptions.HTTP_CLIENT);
        if (!httpClient.equals(ClientOptions.OKHTTP) && !httpClient.equals("jdk")) {
            errors.add("httpClient", httpClient, "no such client; write okhttp or jdk");
        }
        String metricsName = values.get(ClientOptions.METRICS_NAME);
        if (metricsName.isBlank()) {
            errors.add("metricsName", metricsName, "a meter needs a name to tell it by; name it, or leave it out");
        }
        Duration min = values.get(ClientOptions.RETRY_MIN_BACKOFF);
        Duration max = values.get(ClientOptions.RETRY_MAX_BACKOFF);
        if (min.compareTo(max) > 0) {
            errors.add(
                    "retryMinBackoff",
                    ConfigErrors.text(min),
                    "must not be above retryMaxBackoff, " + ConfigErrors.text(max) + "; lower it");
        }
    }

    /** Creates the configuration; call it only if there are no {@link #errors()}. */
    public ClientConfig config() {
        return new ClientConfig(
                connection.endpoint().pushUrl(),
                connection.tenantId(),
                connection.identity(),
                values.get(ClientOptions.MAX_STREAMS),
                values.get(ClientOptions.BATCH_MAX_BYTES),
                values.get(ClientOptions.BATCH_MAX_WAIT),
                queueMaxBytes(),
                values.get(ClientOptions.OVERFLOW),
                values.get(ClientOptions.OVERFLOW_MAX_BLOCK),
                values.get(ClientOptions.MAX_AGE),
                values.get(ClientOptions.REQUEST_TIMEOUT),
                values.get(ClientOptions.RETRY_MIN_BACKOFF),
                values.get(ClientOptions.RETRY_MAX_BACKOFF),
                values.get(ClientOptions.SHUTDOWN_TIMEOUT),
                values.get(ClientOptions.FLUSH_ON_EXIT),
                values.get(ClientOptions.STRICT_ORDER),
                spool());
    }

    private long queueMaxBytes() {
        return Math.min(
                values.get(ClientOptions.QUEUE_MAX_BYTES), Runtime.getRuntime().maxMemory() / 4);
    }

    private @Nullable SpoolStoreConfig spool() {
        Path directory = values.find(ClientOptions.SPOOL_DIRECTORY);
        return directory == null
                ? null
                : new SpoolStoreConfig(
                        directory,
                        connection.spoolId(),
                        values.get(ClientOptions.SPOOL_MAX_BYTES),
                        values.get(ClientOptions.SPOOL_MAX_AGE),
                        values.get(ClientOptions.SPOOL_FSYNC));
    }

    /** Creates the configuration of the sender, which reports problems with a token file. */
    public SenderConfig sender(RateLimitedReporter reporter) {
        return connection.sender(tls, reporter);
    }

    /** Returns the effective settings in one line; secrets are masked. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        connection.describe(text);
        for (Option<?> option : ClientOptions.delivery()) {
            if (values.isSet(ClientOptions.SPOOL_DIRECTORY) || !OF_SPOOL.contains(option)) {
                text.append(", ").append(option.name()).append('=').append(shown(option));
            }
        }
        return text.toString();
    }

    private String shown(Option<?> option) {
        return option.equals(ClientOptions.QUEUE_MAX_BYTES) ? ConfigErrors.bytes(queueMaxBytes()) : option.show(values);
    }
}
