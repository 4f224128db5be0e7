package io.github.lokiline.client;

import io.github.lokiline.client.internal.config.ClientConfigFactory;
import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.client.internal.engine.PipelineRegistry;
import io.github.lokiline.client.internal.engine.PipelineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link LokiClient}; long because it is their documentation. Owned by one thread. Setters only keep
 * values: {@link #faults()} and {@link #build()} check all of them together. Names, defaults and ranges are those of the
 * appenders' properties; null means the default.
 */
public final class LokiClientBuilder {
    private final OptionValues values = new OptionValues();
    private @Nullable String sharedName;
    private DeliveryListener listener = DeliveryListener.NONE;

    LokiClientBuilder() {}

    /**
     * Sets the URL of Loki; {@code http://localhost:3100} by default. An empty path or {@code /} means
     * {@code /loki/api/v1/push}, any other path is used as written; {@code user:password@} becomes Basic credentials.
     */
    public LokiClientBuilder url(String value) {
        values.set(ClientOptions.URL, value);
        return this;
    }

    /** Sets the tenant ({@code X-Scope-OrgID}) of entries that name none; by default none is sent. */
    public LokiClientBuilder tenantId(String value) {
        values.set(ClientOptions.TENANT_ID, "".equals(value) ? null : value);
        return this;
    }

    /** Sets Basic credentials; the URL must not have any then. */
    public LokiClientBuilder basicAuth(String user, String password) {
        values.set(ClientOptions.USERNAME, user);
        values.set(ClientOptions.PASSWORD, password);
        return this;
    }

    /** Sets the token for {@code Authorization: Bearer}. */
    public LokiClientBuilder bearerToken(String value) {
        values.set(ClientOptions.BEARER_TOKEN, value);
        return this;
    }

    /** Sets a file with the bearer token, which is read again when it changes. */
    public LokiClientBuilder bearerTokenFile(Path value) {
        values.set(ClientOptions.BEARER_TOKEN_FILE, value);
        return this;
    }

    /** Fetches tokens with OAuth 2 client credentials; {@code scope} is null for none. A token is renewed before it expires. */
    public LokiClientBuilder oauth(String tokenUrl, String clientId, String clientSecret, @Nullable String scope) {
        values.set(ClientOptions.OAUTH_TOKEN_URL, tokenUrl);
        values.set(ClientOptions.OAUTH_CLIENT_ID, clientId);
        values.set(ClientOptions.OAUTH_CLIENT_SECRET, clientSecret);
        values.set(ClientOptions.OAUTH_SCOPE, scope);
        return this;
    }

    /** Adds a request header, as a gateway may require it. */
    public LokiClientBuilder header(String name, String value) {
        values.addHeader(name, value);
        return this;
    }

    /** Sets the file with the certificates to trust, PKCS12 or JKS; those of the JVM by default. */
    public LokiClientBuilder trustStore(Path file, @Nullable String password) {
        values.set(ClientOptions.TRUST_STORE, file);
        values.set(ClientOptions.TRUST_STORE_PASSWORD, password);
        return this;
    }

    /** Sets the file with the certificate and the key of this client, PKCS12 or JKS, for a server that requires one. */
    public LokiClientBuilder keyStore(Path file, @Nullable String password) {
        values.set(ClientOptions.KEY_STORE, file);
        values.set(ClientOptions.KEY_STORE_PASSWORD, password);
        return this;
    }

    /** Sets a PEM file with the certificates to trust, which is read again when it changes; those of the JVM by default. */
    public LokiClientBuilder trustCertificates(Path value) {
        values.set(ClientOptions.TRUST_CERTIFICATES, value);
        return this;
    }

    /**
     * Sets PEM files with the certificate of this client and its unencrypted key (RSA or EC), which are read again when
     * they change.
     */
    public LokiClientBuilder clientCertificate(Path certificate, Path key) {
        values.set(ClientOptions.CLIENT_CERTIFICATE, certificate);
        values.set(ClientOptions.CLIENT_KEY, key);
        return this;
    }

    /** Sets the credentials for the proxy. */
    public LokiClientBuilder proxyAuth(String user, String password) {
        values.set(ClientOptions.PROXY_USERNAME, user);
        values.set(ClientOptions.PROXY_PASSWORD, password);
        return this;
    }

    /**
     * Enables or disables reading {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, if neither
     * {@link #proxy} nor the JVM names a proxy; enabled by default.
     */
    public LokiClientBuilder proxyFromEnvironment(boolean value) {
        values.set(ClientOptions.PROXY_FROM_ENVIRONMENT, value);
        return this;
    }

    /** Sets the HTTP client; {@code okhttp} (the default), which falls back to the JDK's, or {@code jdk}. */
    public LokiClientBuilder httpClient(String value) {
        values.set(ClientOptions.HTTP_CLIENT, value);
        return this;
    }

    /** Sets the HTTP proxy, {@code http://proxy:3128}; by default that of the JVM, or else of the environment. */
    public LokiClientBuilder proxy(String value) {
        values.set(ClientOptions.PROXY, value);
        return this;
    }

    /**
     * Sets the number of active streams per tenant beyond which the label with the most values is collapsed to
     * {@code other}; 50 by default.
     */
    public LokiClientBuilder maxStreams(int value) {
        values.set(ClientOptions.MAX_STREAMS, value);
        return this;
    }

    /**
     * Sets the size of its entries, before compression, at which a batch is sent; 1 MB by default, 3,500,000 bytes at
     * most: Loki forwards a push in a message of 4 MB ({@code grpc_server_max_recv_msg_size}) and answers 500 above.
     */
    public LokiClientBuilder batchMaxBytes(long value) {
        values.set(ClientOptions.BATCH_MAX_BYTES, value);
        return this;
    }

    /** Sets the maximum time that a batch waits to fill; 1 second by default, up to a day. */
    public LokiClientBuilder batchMaxWait(Duration value) {
        values.set(ClientOptions.BATCH_MAX_WAIT, value);
        return this;
    }

    /**
     * Sets the maximum memory in bytes for entries that Loki has not accepted yet; 32 MB by default, and never above a
     * quarter of the heap.
     */
    public LokiClientBuilder queueMaxBytes(long value) {
        values.set(ClientOptions.QUEUE_MAX_BYTES, value);
        return this;
    }

    /** Sets the policy for a full queue; {@link OverflowPolicy#DROP_NEWEST} by default. */
    public LokiClientBuilder overflow(OverflowPolicy value) {
        values.set(ClientOptions.OVERFLOW, value);
        return this;
    }

    /** Sets the maximum time that {@link OverflowPolicy#BLOCK} makes a caller wait; 100 ms by default, up to a minute. */
    public LokiClientBuilder overflowMaxBlock(Duration value) {
        values.set(ClientOptions.OVERFLOW_MAX_BLOCK, value);
        return this;
    }

    /**
     * Sets the age at which queued entries are dropped; 7 days by default ({@code reject_old_samples_max_age}). Both this
     * machine's clock and the server's, which the {@code Date} of its responses tells, must find an entry too old: until the
     * first response nothing is dropped for its age.
     */
    public LokiClientBuilder maxAge(Duration value) {
        values.set(ClientOptions.MAX_AGE, value);
        return this;
    }

    /** Sets the timeout for opening a connection; 5 s by default. */
    public LokiClientBuilder connectTimeout(Duration value) {
        values.set(ClientOptions.CONNECT_TIMEOUT, value);
        return this;
    }

    /** Sets the timeout for a whole push; 10 s by default. Loki itself gives up after 5 s ({@code remote_timeout}). */
    public LokiClientBuilder requestTimeout(Duration value) {
        values.set(ClientOptions.REQUEST_TIMEOUT, value);
        return this;
    }

    /** Sets the maximum wait after the first failure, 500 ms by default; it doubles with each further failure. */
    public LokiClientBuilder retryMinBackoff(Duration value) {
        values.set(ClientOptions.RETRY_MIN_BACKOFF, value);
        return this;
    }

    /** Sets the maximum wait between two attempts; 5 s by default. */
    public LokiClientBuilder retryMaxBackoff(Duration value) {
        values.set(ClientOptions.RETRY_MAX_BACKOFF, value);
        return this;
    }

    /** Sets the maximum time to deliver queued entries when closing; 5 seconds by default, 0 for none. */
    public LokiClientBuilder shutdownTimeout(Duration value) {
        values.set(ClientOptions.SHUTDOWN_TIMEOUT, value);
        return this;
    }

    /** Enables or disables the JVM shutdown hook that flushes; enabled by default. */
    public LokiClientBuilder flushOnExit(boolean value) {
        values.set(ClientOptions.FLUSH_ON_EXIT, value);
        return this;
    }

    /**
     * Moves every entry of a stream behind the one before it, however late it is: for tenants that reject any
     * out-of-order entry ({@code unordered_writes: false}). Disabled by default.
     */
    public LokiClientBuilder strictOrder(boolean value) {
        values.set(ClientOptions.STRICT_ORDER, value);
        return this;
    }

    /**
     * Publishes the ledger as meters {@code lokiline.*} of {@code Metrics.globalRegistry}, if Micrometer is present;
     * enabled by default. The meters only read the ledger: nothing is measured while an entry is offered.
     */
    public LokiClientBuilder metrics(boolean value) {
        values.set(ClientOptions.METRICS, value);
        return this;
    }

    /** Sets the tag {@code client} of the meters, {@code lokiline} by default; a second client of that name is numbered. */
    public LokiClientBuilder metricsName(String value) {
        values.set(ClientOptions.METRICS_NAME, value);
        return this;
    }

    /**
     * Sets a directory for batches that Loki does not accept: they are written there while it fails, when memory runs low
     * and when the process ends, and the next client of the same endpoint sends them. None by default. Several processes
     * may share it.
     */
    public LokiClientBuilder spoolDirectory(Path value) {
        values.set(ClientOptions.SPOOL_DIRECTORY, value);
        return this;
    }

    /** Sets the maximum size of the spool in bytes; 1 GB by default, 16 MB at least. Beyond it, the oldest batches are dropped. */
    public LokiClientBuilder spoolMaxBytes(long value) {
        values.set(ClientOptions.SPOOL_MAX_BYTES, value);
        return this;
    }

    /** Sets the age at which batches on disk are dropped; 7 days by default, as {@link #maxAge}. */
    public LokiClientBuilder spoolMaxAge(Duration value) {
        values.set(ClientOptions.SPOOL_MAX_AGE, value);
        return this;
    }

    /** Sets when written batches are forced to the disk; {@link FsyncPolicy#INTERVAL} by default. */
    public LokiClientBuilder spoolFsync(FsyncPolicy value) {
        values.set(ClientOptions.SPOOL_FSYNC, value);
        return this;
    }

    /**
     * Sets a file for entries that Loki rejects for good, a JSON object a line; none by default. Above 10 MB it is renamed
     * to {@code .1}, which replaces the previous one.
     */
    public LokiClientBuilder deadLetterFile(Path value) {
        values.set(ClientOptions.DEAD_LETTER_FILE, value);
        return this;
    }

    /** Sets the listener that receives notifications for an operator; none by default. */
    public LokiClientBuilder listener(DeliveryListener value) {
        listener = value;
        return this;
    }

    /**
     * Shares queue, spool, delivery thread and ledger with every open client of the same name that writes to the same
     * place as the same user; by default a client has its own. The settings of the client opened last are in effect. After
     * the last one is closed, {@linkplain LokiClient#closeAsync in the background}, a client that is opened within
     * {@code shutdownTimeout} goes on with all of it: for reloads, whichever of the two comes first.
     */
    public LokiClientBuilder sharedName(String value) {
        sharedName = value;
        return this;
    }

    /**
     * Checks the settings. Reads key stores, connects to nothing.
     *
     * @return every error, as {@code property "value": constraint; fix}; empty if the settings are valid
     */
    public List<String> faults() {
        return new ClientConfigFactory(values).errors();
    }

    /**
     * Starts a client. It connects when there is something to send: Loki need not be there yet.
     *
     * @throws IllegalArgumentException that lists every error
     */
    public LokiClient build() {
        PipelineSettings settings = PipelineSettings.of(values, listener);
        String name = sharedName;
        return new LokiClient(
                name == null ? PipelineRegistry.open(settings) : PipelineRegistry.acquire(settings, name));
    }
}
