package io.github.lokiline.client;

import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.config.ConfigErrors;
import io.github.lokiline.client.internal.config.ConnectionConfig;
import io.github.lokiline.client.internal.config.PushUrl;
import io.github.lokiline.client.internal.config.SpoolConfig;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.http.OkHttpSender;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.http.SenderConfig;
import io.github.lokiline.client.internal.http.TlsMaterial;
import io.github.lokiline.client.internal.push.DeadLetterFile;
import io.github.lokiline.client.internal.push.DeadLetterSink;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link LokiClient}; long because it is their documentation. Owned by one thread. Setters only keep
 * values: {@link #faults()} and {@link #build()} check all of them together. Names, defaults and rules are those of the
 * appenders' properties.
 */
public final class LokiClientBuilder {

    private static final Duration FOREVER = Duration.ofDays(3650);
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MAX_BATCH_BYTES = 3_500_000;

    private final ConnectionConfig connection = new ConnectionConfig();
    private final SpoolConfig spool = new SpoolConfig();
    private int maxStreams = 50;
    private long batchMaxBytes = 1 << 20;
    private Duration batchMaxWait = Duration.ofSeconds(1);
    private long queueMaxBytes = 32 << 20;
    private OverflowPolicy overflow = OverflowPolicy.DROP_NEWEST;
    private Duration overflowMaxBlock = Duration.ofMillis(100);
    private Duration maxAge = Duration.ofDays(7);
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration retryMinBackoff = Duration.ofMillis(500);
    private Duration retryMaxBackoff = Duration.ofSeconds(5);
    private Duration shutdownTimeout = Duration.ofSeconds(5);
    private boolean flushOnExit = true;
    private boolean strictOrder;
    private boolean metrics = true;
    private String metricsName = "lokiline";
    private List<LokiClient> predecessors = List.of();
    private @Nullable Path deadLetterFile;
    private DeliveryListener listener = DeliveryListener.NONE;

    LokiClientBuilder() {}

    /**
     * Where Loki is; {@code http://localhost:3100} by default. An empty path or {@code /} means
     * {@code /loki/api/v1/push}, any other is used as written; {@code user:password@} becomes Basic credentials.
     */
    public LokiClientBuilder url(String value) {
        connection.url = value;
        return this;
    }

    /** The tenant ({@code X-Scope-OrgID}) of entries that name none; by default none is sent. */
    public LokiClientBuilder tenantId(String value) {
        connection.tenantId = value;
        return this;
    }

    /** Basic credentials; there must be none in the url then. */
    public LokiClientBuilder basicAuth(String user, String password) {
        connection.credentials.user = user;
        connection.credentials.password = password;
        return this;
    }

    /** A token for {@code Authorization: Bearer}. */
    public LokiClientBuilder bearerToken(String value) {
        connection.credentials.bearerToken = value;
        return this;
    }

    /** A file with such a token, read again whenever it changes. */
    public LokiClientBuilder bearerTokenFile(Path value) {
        connection.credentials.bearerTokenFile = value;
        return this;
    }

    /** One more request header, as a gateway may ask for. */
    public LokiClientBuilder header(String name, String value) {
        connection.headers.add(name, value);
        return this;
    }

    /** Certificates to trust, PKCS12 or JKS; the JVM's own by default. */
    public LokiClientBuilder trustStore(Path file, @Nullable String password) {
        connection.stores.trustStore = file;
        connection.stores.trustStorePassword = password;
        return this;
    }

    /** Our own certificate and key, for a server that asks for one. */
    public LokiClientBuilder keyStore(Path file, @Nullable String password) {
        connection.stores.keyStore = file;
        connection.stores.keyStorePassword = password;
        return this;
    }

    /** An HTTP proxy, {@code http://proxy:3128}; by default what the JVM's proxy properties say. */
    public LokiClientBuilder proxy(String value) {
        connection.proxy = value;
        return this;
    }

    /** Active streams per tenant past which the label with the most values folds; 50 by default. */
    public LokiClientBuilder maxStreams(int value) {
        maxStreams = value;
        return this;
    }

    /**
     * Bytes of entries, before compression, that close a batch; 1 MB by default, 3,500,000 at most: Loki hands a push
     * on in a message of 4 MB ({@code grpc_server_max_recv_msg_size}) and answers 500 above.
     */
    public LokiClientBuilder batchMaxBytes(long value) {
        batchMaxBytes = value;
        return this;
    }

    /** How long a batch waits to fill; 1 second by default, up to a day. */
    public LokiClientBuilder batchMaxWait(Duration value) {
        batchMaxWait = value;
        return this;
    }

    /** Bytes that entries may take until Loki has them; 32 MB by default, and never above a quarter of the heap. */
    public LokiClientBuilder queueMaxBytes(long value) {
        queueMaxBytes = value;
        return this;
    }

    /** What happens when the queue is full; {@link OverflowPolicy#DROP_NEWEST} by default. */
    public LokiClientBuilder overflow(OverflowPolicy value) {
        overflow = value;
        return this;
    }

    /** How long {@link OverflowPolicy#BLOCK} makes a caller wait; 100 ms by default, up to a minute. */
    public LokiClientBuilder overflowMaxBlock(Duration value) {
        overflowMaxBlock = value;
        return this;
    }

    /** Age at which waiting entries are given up; 7 days by default ({@code reject_old_samples_max_age}). */
    public LokiClientBuilder maxAge(Duration value) {
        maxAge = value;
        return this;
    }

    /** Time to open a connection; 5 s by default. */
    public LokiClientBuilder connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    /** Time for a whole push; 10 s by default. Loki itself gives up after 5 s ({@code remote_timeout}). */
    public LokiClientBuilder requestTimeout(Duration value) {
        requestTimeout = value;
        return this;
    }

    /** The longest wait after the first failure, 500 ms by default; it doubles with each further one. */
    public LokiClientBuilder retryMinBackoff(Duration value) {
        retryMinBackoff = value;
        return this;
    }

    /** The longest wait between attempts; 5 s by default. */
    public LokiClientBuilder retryMaxBackoff(Duration value) {
        retryMaxBackoff = value;
        return this;
    }

    /** Time to deliver what waits when closing; 5 seconds by default, 0 for none. */
    public LokiClientBuilder shutdownTimeout(Duration value) {
        shutdownTimeout = value;
        return this;
    }

    /** Whether a JVM shutdown hook flushes; it does by default. */
    public LokiClientBuilder flushOnExit(boolean value) {
        flushOnExit = value;
        return this;
    }

    /**
     * Whether every entry of a stream is moved behind the one before it, however late it is: for tenants that refuse
     * any out-of-order entry ({@code unordered_writes: false}). Off by default.
     */
    public LokiClientBuilder strictOrder(boolean value) {
        strictOrder = value;
        return this;
    }

    /**
     * Whether the ledger can be read as meters {@code lokiline.*} of {@code Metrics.globalRegistry}, where Micrometer is
     * present; it can by default. They are only ever read: nothing is measured while an entry is offered.
     */
    public LokiClientBuilder metrics(boolean value) {
        metrics = value;
        return this;
    }

    /** The value of the meters' tag {@code client}, {@code lokiline} by default; a second of that name is numbered. */
    public LokiClientBuilder metricsName(String value) {
        metricsName = value;
        return this;
    }

    /**
     * A directory for batches that Loki does not take: they go there while it fails, when memory runs low and when the
     * process ends, and the next client of the same endpoint goes on with them. None by default. Several processes may
     * share it.
     */
    public LokiClientBuilder spoolDirectory(Path value) {
        spool.directory = value;
        return this;
    }

    /** Bytes that the spool may take; 1 GB by default, 16 MB at least. Past it the oldest batches go first. */
    public LokiClientBuilder spoolMaxBytes(long value) {
        spool.maxBytes = value;
        return this;
    }

    /** Age at which batches on disk are given up; 7 days by default, as {@link #maxAge}. */
    public LokiClientBuilder spoolMaxAge(Duration value) {
        spool.maxAge = value;
        return this;
    }

    /** When written batches are forced to the disk; {@link FsyncPolicy#INTERVAL} by default. */
    public LokiClientBuilder spoolFsync(FsyncPolicy value) {
        spool.fsync = value;
        return this;
    }

    /**
     * A file for entries that Loki refuses for good, a JSON object a line; none by default. Past 10 MB it is renamed to
     * {@code .1}, in place of the one before.
     */
    public LokiClientBuilder deadLetterFile(Path value) {
        deadLetterFile = value;
        return this;
    }

    /** Who hears what an operator should know; nobody by default. */
    public LokiClientBuilder listener(DeliveryListener value) {
        listener = value;
        return this;
    }

    /**
     * Clients that are about to be {@linkplain LokiClient#closeInBackground() closed in the background}. The first of them
     * that writes to the same place as the same user passes what it cannot deliver to the new one, and both count in one
     * ledger from now on; it goes on taking entries until it is closed, and with {@code strictOrder} the new one sends
     * nothing before that. For those who can only open the new before they close the old; where the old is closed
     * already nobody need be named.
     */
    public LokiClientBuilder predecessors(Collection<LokiClient> values) {
        predecessors = List.copyOf(values);
        return this;
    }

    /** Every fault, as {@code property "value": rule; way out}; empty when the settings are good. Reads key
     * stores, connects to nothing. */
    public List<String> faults() {
        ConfigErrors faults = new ConfigErrors();
        check(faults);
        connection.stores.read(faults);
        return faults.all();
    }

    /**
     * Starts a client. It connects when there is something to send: Loki need not be there yet.
     *
     * @throws IllegalArgumentException that lists every fault
     */
    public LokiClient build() {
        ConfigErrors faults = new ConfigErrors();
        check(faults);
        TlsMaterial tls = connection.stores.read(faults);
        if (!faults.all().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults.all()));
        }
        PushUrl endpoint = PushUrl.parse(connection.url);
        ClientConfig settings = settings(endpoint);
        RateLimitedReporter notices = new RateLimitedReporter(listener, Clock.SYSTEM);
        SenderConfig sender = connection.sender(endpoint, tls, connectTimeout, requestTimeout, notices);
        Supplier<PushSender> senders = () -> new OkHttpSender(sender);
        LokiClient client = new LokiClient(
                settings, describe(settings, endpoint), senders, notices, deadLetters(notices), predecessors);
        if (metrics) {
            client.meter(metricsName, message -> notices.warnLater("metrics", message));
        }
        return client;
    }

    private DeadLetterSink deadLetters(RateLimitedReporter notices) {
        DeadLetterFile file = deadLetterFile == null ? null : new DeadLetterFile(deadLetterFile);
        return new DeadLetterSink(listener, file, notices);
    }

    private ClientConfig settings(PushUrl endpoint) {
        return new ClientConfig(
                endpoint.pushUrl(),
                connection.tenantId,
                connection.identity(endpoint),
                maxStreams,
                batchMaxBytes,
                batchMaxWait,
                Math.min(queueMaxBytes, Runtime.getRuntime().maxMemory() / 4),
                overflow,
                overflowMaxBlock,
                maxAge,
                retryMinBackoff,
                retryMaxBackoff,
                shutdownTimeout,
                flushOnExit,
                strictOrder,
                spool.settings(connection.spoolId(endpoint)));
    }

    private void check(ConfigErrors faults) {
        connection.check(faults);
        spool.check(faults);
        faults.checkRange("maxStreams", maxStreams, 1, 100_000, 50);
        faults.checkSize("batchMaxBytes", batchMaxBytes, 1024, MAX_BATCH_BYTES, "1 MB");
        faults.checkRange("batchMaxWait", batchMaxWait, TICK, DAY, "1 s");
        faults.checkSize("queueMaxBytes", queueMaxBytes, 64 * 1024, Long.MAX_VALUE, "32 MB");
        faults.checkRange("overflowMaxBlock", overflowMaxBlock, TICK, Duration.ofMinutes(1), "100 ms");
        faults.checkRange("maxAge", maxAge, Duration.ofSeconds(1), FOREVER, "7 d");
        faults.checkRange("connectTimeout", connectTimeout, TICK, DAY, "5 s");
        faults.checkRange("requestTimeout", requestTimeout, TICK, DAY, "10 s");
        faults.checkRange("retryMinBackoff", retryMinBackoff, Duration.ofMillis(10), DAY, "500 ms");
        faults.checkRange("retryMaxBackoff", retryMaxBackoff, Duration.ofMillis(10), DAY, "5 s");
        faults.checkRange("shutdownTimeout", shutdownTimeout, Duration.ZERO, DAY, "5 s");
        if (deadLetterFile != null && Files.isDirectory(deadLetterFile)) {
            faults.add("deadLetterFile", deadLetterFile, "a directory and no file; name a file in it");
        }
        if (metricsName.isBlank()) {
            faults.add("metricsName", metricsName, "a meter needs a name to tell it by; name it, or leave it out");
        }
        if (retryMinBackoff.compareTo(retryMaxBackoff) > 0) {
            faults.add(
                    "retryMinBackoff",
                    ConfigErrors.text(retryMinBackoff),
                    "must not be above retryMaxBackoff, " + ConfigErrors.text(retryMaxBackoff) + "; lower it");
        }
    }

    private String describe(ClientConfig settings, PushUrl endpoint) {
        StringBuilder text = new StringBuilder();
        connection.describe(text, endpoint);
        text.append(", maxStreams=")
                .append(settings.maxStreams())
                .append(", batchMaxBytes=")
                .append(ConfigErrors.bytes(settings.batchMaxBytes()))
                .append(", batchMaxWait=")
                .append(ConfigErrors.text(settings.batchMaxWait()))
                .append(", queueMaxBytes=")
                .append(ConfigErrors.bytes(settings.queueMaxBytes()))
                .append(", overflow=")
                .append(settings.overflow().word())
                .append(", overflowMaxBlock=")
                .append(ConfigErrors.text(settings.overflowMaxBlock()))
                .append(", maxAge=")
                .append(ConfigErrors.text(settings.maxAge()))
                .append(", connectTimeout=")
                .append(ConfigErrors.text(connectTimeout))
                .append(", requestTimeout=")
                .append(ConfigErrors.text(requestTimeout))
                .append(", retryMinBackoff=")
                .append(ConfigErrors.text(settings.retryMinBackoff()))
                .append(", retryMaxBackoff=")
                .append(ConfigErrors.text(settings.retryMaxBackoff()))
                .append(", shutdownTimeout=")
                .append(ConfigErrors.text(settings.shutdownTimeout()))
                .append(", flushOnExit=")
                .append(settings.flushOnExit())
                .append(", strictOrder=")
                .append(settings.strictOrder());
        spool.describe(text);
        text.append(", deadLetterFile=").append(deadLetterFile == null ? "none" : deadLetterFile);
        text.append(", metrics=").append(metrics);
        return text.toString();
    }
}
