package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.joran.spi.DefaultClass;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterAttachableImpl;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.appender.EventAppender;
import io.github.lokiline.appender.EventAppenderFactory;
import io.github.lokiline.appender.FrameworkAdapter;
import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.loki.internal.ContextEnd;
import io.github.lokiline.logback.loki.internal.DuplicateAppenderDetector;
import io.github.lokiline.logback.loki.internal.EncoderResolver;
import io.github.lokiline.logback.loki.internal.ForeignElements;
import io.github.lokiline.logback.loki.internal.LogbackPatternSupport;
import io.github.lokiline.logback.loki.internal.LogbackServiceName;
import io.github.lokiline.logback.loki.internal.LogbackStatusReporter;
import io.github.lokiline.logback.loki.internal.LogbackVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pushes each event to Grafana Loki as one line. Thread-safe once started. This file is long because it has a setter for
 * each property.
 *
 * <pre>{@code
 * <appender name="LOKI" class="io.github.lokiline.logback.loki.LokiAppender">
 *   <url>http://loki:3100</url>
 *   <labels>
 *     service_name=orders
 *     env=${ENV:-dev}
 *   </labels>
 * </appender>
 * }</pre>
 *
 * <p>Units: a duration is a number and {@code ms, s, m, h, d} or a word ({@code 1 second}); a size is a number and
 * {@code B, KB, MB, GB}, of 1024. A number without a unit is an error. An empty property is not set.
 *
 * <p>Errors: {@link #start()} reads the properties. Each invalid one is reported as a status of level WARN with the
 * property, its value, the constraint and the fix; the appender then stays stopped and the application keeps running. It
 * never reports an ERROR, because Spring Boot does not start after one. {@link #doAppend} throws nothing and waits only if
 * {@code overflow} is {@code block}; every event that does not reach Loki is counted in the {@link #ledger()}.
 *
 * <p>Subclasses may set properties before {@code super.start()}, and may filter or replace events before
 * {@code super.doAppend(event)}, which any number of threads call at once. Setters only keep their text, and
 * {@link #start()} and {@link #stop()} may be called repeatedly and from any thread.
 */
public class LokiAppender extends ContextAwareBase implements Appender<ILoggingEvent> {
    private static final Ledger NOTHING = new Ledger(0, 0, 0, Map.of(), Map.of(), 0, 0);

    private final RawProperties raw = new RawProperties();
    private final FilterAttachableImpl<ILoggingEvent> filters = new FilterAttachableImpl<>();
    private final LogbackStatusReporter reports = new LogbackStatusReporter(this);
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final long createdMillis = System.currentTimeMillis();
    private @Nullable String name;
    private @Nullable Encoder<ILoggingEvent> encoder;
    private volatile boolean started;
    /** Null while no events are delivered: stopped, or not enabled. */
    private volatile @Nullable EventAppender<ILoggingEvent> path;
    /** The last one started: its counts remain after a stop. */
    private volatile @Nullable EventAppender<ILoggingEvent> last;

    /** Creates an appender without name and context, to be configured and started. */
    public LokiAppender() {}

    @Override
    public void doAppend(ILoggingEvent event) {
        EventAppender<ILoggingEvent> current = path;
        if (current != null) {
            current.append(event);
        }
    }

    /** Reads the properties and starts delivering; does not wait for Loki. Does nothing when started. */
    @Override
    public void start() {
        lifecycle.lock();
        try {
            if (!started) {
                begin();
            }
        } catch (LinkageError e) {
            reports.warn("not started: " + LogbackVersion.problem(e));
        } catch (Throwable e) {
            // Errors too: without memory for a thread of the client the application keeps running.
            // Only the class is shown: the message might quote a secret.
            reports.warn("not started: " + e.getClass().getName() + List.of(e.getStackTrace()));
        } finally {
            lifecycle.unlock();
        }
    }

    /**
     * Accepts no more events and returns at once. An appender of the same name and destination that is started within
     * {@code shutdownTimeout} continues with the queued events; otherwise they are delivered in the background within that
     * time. The appender can be started again. In a web application that brings lokiline along, the stop of the logger
     * context waits for that delivery, because the container closes the class loader next.
     */
    @Override
    public void stop() {
        lifecycle.lock();
        try {
            started = false;
            EventAppender<ILoggingEvent> stopped = path;
            path = null;
            if (stopped != null) {
                stopped.closeAsync();
                ContextEnd.closed(getContext(), name, stopped);
                DuplicateAppenderDetector.of(getContext()).unregister(this);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    /**
     * Waits until everything appended so far is delivered, refused or dropped.
     *
     * @param timeout the maximum wait
     * @return false if the timeout was over first; delivery continues
     */
    public boolean flush(Duration timeout) {
        EventAppender<ILoggingEvent> current = last;
        return current == null || current.flush(timeout);
    }

    /**
     * Returns the counts of all events so far. An appender that continues with the queue of a stopped one continues its
     * counts.
     */
    public Ledger ledger() {
        EventAppender<ILoggingEvent> current = last;
        return current == null ? NOTHING : current.ledger();
    }

    /**
     * Returns whether delivery is failing now. No event is lost as long as the queue has room.
     *
     * @return false also for an appender that is not started
     */
    public boolean isFailing() {
        EventAppender<ILoggingEvent> current = last;
        return current != null && current.isFailing();
    }

    private void begin() {
        if (getContext() == null) {
            return; // Logback itself reports an appender without a context, and there is nowhere else to report it
        }
        PropertyParser parser = new PropertyParser();
        boolean enabled = parser.bool("enabled", raw.get("enabled"), true);
        warn(parser.faults());
        if (!parser.faults().isEmpty()) {
            return;
        }
        if (enabled) {
            open(parser);
        } else {
            started = true;
            reports.info("not enabled: events are ignored");
        }
    }

    private void warnOfDuplicate() {
        LokiAppender other = DuplicateAppenderDetector.of(getContext()).register(this, raw);
        if (other != null) {
            reports.warn("it has the url and the labels of appender \"" + other.getName()
                    + "\": an event that reaches both is stored twice; remove one, or give them a label that differs");
        }
    }

    private void open(PropertyParser parser) {
        ForeignElements foreign = ForeignElements.of(getContext(), getClass(), createdMillis);
        warn(foreign.suggestions());
        EventAppenderFactory<ILoggingEvent> factory = new EventAppenderFactory<>(raw, parser, adapter(parser), reports);
        List<String> errors = new ArrayList<>(foreign.errors());
        errors.addAll(factory.errors());
        warn(errors);
        if (!errors.isEmpty()) {
            return;
        }
        try {
            EventAppender<ILoggingEvent> opened = factory.open(name == null ? "" : name);
            last = opened;
            path = opened;
            started = true;
            warnOfDuplicate();
        } catch (IllegalArgumentException e) {
            warn(String.valueOf(e.getMessage()).lines().toList());
        }
    }

    private void warn(List<String> messages) {
        for (String message : messages) {
            reports.warn(message);
        }
    }

    private FrameworkAdapter<ILoggingEvent> adapter(PropertyParser parser) {
        Encoder<ILoggingEvent> writer = EncoderResolver.of(encoder, getContext(), parser);
        EventEncoder<ILoggingEvent> records = EncoderResolver.records(writer, getContext());
        return new FrameworkAdapter<>(
                records,
                EncoderResolver.lines(writer),
                "encoder " + writer.getClass().getSimpleName(),
                EncoderResolver.levels(writer, records),
                event -> filters.getFilterChainDecision(event) != FilterReply.DENY,
                new LogbackPatternSupport(getContext()),
                LogbackServiceName.find(getContext()));
    }

    @Override
    public @Nullable String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
        raw.set(RawProperties.APPENDER_NAME, name);
    }

    @Override
    public void addFilter(Filter<ILoggingEvent> filter) {
        filters.addFilter(filter);
    }

    @Override
    public void clearAllFilters() {
        filters.clearAllFilters();
    }

    @Override
    public List<Filter<ILoggingEvent>> getCopyOfAttachedFiltersList() {
        return filters.getCopyOfAttachedFiltersList();
    }

    @Override
    public FilterReply getFilterChainDecision(ILoggingEvent event) {
        return filters.getFilterChainDecision(event);
    }

    @Override
    public String toString() {
        return "LokiAppender[" + name + "]";
    }

    /**
     * Sets the encoder that writes the lines, by default a {@link JsonEncoder} without properties. Its header and footer
     * are ignored, a line end is removed, and an event for which it writes nothing is counted and skipped.
     */
    @DefaultClass(JsonEncoder.class)
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    /** Adds a value of {@code header}. Additional request header, written as {@code Name: value}. May be repeated. */
    public void addHeader(String header) {
        raw.addHeader(header);
    }

    /**
     * Sets {@code enabled}. Delivers events. {@code false} accepts and ignores them and opens nothing. Default:
     * {@code true}.
     */
    public void setEnabled(String enabled) {
        raw.set("enabled", enabled);
    }

    /**
     * Sets {@code url}. URL of Loki. An empty path or {@code /} means {@code /loki/api/v1/push}, any other path is used
     * as written. {@code user:password@} becomes Basic credentials and is masked everywhere. Default:
     * {@code http://localhost:3100}.
     */
    public void setUrl(String url) {
        raw.set("url", url);
    }

    /**
     * Sets {@code labels}. Labels of each entry, one {@code name=value} a line. A value is a text or a pattern such as
     * {@code %X{key}}. Default: {@code service_name}, {@code host}.
     */
    public void setLabels(String labels) {
        raw.set("labels", labels);
    }

    /**
     * Sets {@code structuredMetadata}. Structured metadata of each entry, written like {@code labels}.
     * {@code *=%mdc{glob,!glob}} or {@code *=%kvp{glob}} adds all entries that the globs select; {@code off} adds none.
     * Default: {@code level}; {@code trace_id}, {@code span_id}, {@code request_id} from the MDC.
     */
    public void setStructuredMetadata(String structuredMetadata) {
        raw.set("structuredMetadata", structuredMetadata);
    }

    /**
     * Sets {@code maxStreams}. Maximum number of active label sets per tenant. Beyond it, the label with the most
     * values is sent as {@code other} and its value as structured metadata. The same applies to a label that has had
     * four times as many values over time, however few are active at once. Range: 1 to 100000. Default: {@code 50}.
     */
    public void setMaxStreams(String maxStreams) {
        raw.set("maxStreams", maxStreams);
    }

    /** Sets {@code tenantId}. Tenant, sent as {@code X-Scope-OrgID}. May be a pattern such as {@code %X{tenant_id}}. */
    public void setTenantId(String tenantId) {
        raw.set("tenantId", tenantId);
    }

    /** Sets {@code username}. User of Basic authentication. */
    public void setUsername(String username) {
        raw.set("username", username);
    }

    /** Sets {@code password}. Password of Basic authentication. */
    public void setPassword(String password) {
        raw.set("password", password);
    }

    /** Sets {@code bearerToken}. Token, sent as {@code Authorization: Bearer}. */
    public void setBearerToken(String bearerToken) {
        raw.set("bearerToken", bearerToken);
    }

    /** Sets {@code bearerTokenFile}. File with the bearer token. It is read again when it changes. */
    public void setBearerTokenFile(String bearerTokenFile) {
        raw.set("bearerTokenFile", bearerTokenFile);
    }

    /**
     * Sets {@code oauthTokenUrl}. URL where tokens are fetched with OAuth 2 client credentials. A token is used until
     * shortly before it expires, and fetched again after a 401.
     */
    public void setOauthTokenUrl(String oauthTokenUrl) {
        raw.set("oauthTokenUrl", oauthTokenUrl);
    }

    /** Sets {@code oauthClientId}. Client id for {@code oauthTokenUrl}. */
    public void setOauthClientId(String oauthClientId) {
        raw.set("oauthClientId", oauthClientId);
    }

    /** Sets {@code oauthClientSecret}. Client secret for {@code oauthTokenUrl}. */
    public void setOauthClientSecret(String oauthClientSecret) {
        raw.set("oauthClientSecret", oauthClientSecret);
    }

    /** Sets {@code oauthScope}. Scopes of the token, separated by blanks; none by default. */
    public void setOauthScope(String oauthScope) {
        raw.set("oauthScope", oauthScope);
    }

    /** Sets {@code trustStore}. File with the certificates to trust, PKCS12 or JKS. Default: the JVM's. */
    public void setTrustStore(String trustStore) {
        raw.set("trustStore", trustStore);
    }

    /** Sets {@code trustStorePassword}. Password of {@code trustStore}. */
    public void setTrustStorePassword(String trustStorePassword) {
        raw.set("trustStorePassword", trustStorePassword);
    }

    /** Sets {@code keyStore}. File with the certificate and the key of this client, PKCS12 or JKS. */
    public void setKeyStore(String keyStore) {
        raw.set("keyStore", keyStore);
    }

    /** Sets {@code keyStorePassword}. Password of {@code keyStore}. */
    public void setKeyStorePassword(String keyStorePassword) {
        raw.set("keyStorePassword", keyStorePassword);
    }

    /**
     * Sets {@code trustCertificates}. PEM file with the certificates to trust, in place of {@code trustStore}. It is
     * read again when it changes. Default: the JVM's.
     */
    public void setTrustCertificates(String trustCertificates) {
        raw.set("trustCertificates", trustCertificates);
    }

    /**
     * Sets {@code clientCertificate}. PEM file with the certificate of this client and its issuers, in place of {@code
     * keyStore}. It is read again when it changes.
     */
    public void setClientCertificate(String clientCertificate) {
        raw.set("clientCertificate", clientCertificate);
    }

    /** Sets {@code clientKey}. PEM file with the unencrypted key of {@code clientCertificate}, RSA or EC. */
    public void setClientKey(String clientKey) {
        raw.set("clientKey", clientKey);
    }

    /** Sets {@code proxy}. HTTP proxy, such as {@code http://proxy:3128}. Default: the JVM's. */
    public void setProxy(String proxy) {
        raw.set("proxy", proxy);
    }

    /** Sets {@code proxyUsername}. User of the proxy (Basic authentication). */
    public void setProxyUsername(String proxyUsername) {
        raw.set("proxyUsername", proxyUsername);
    }

    /** Sets {@code proxyPassword}. Password of {@code proxyUsername}. */
    public void setProxyPassword(String proxyPassword) {
        raw.set("proxyPassword", proxyPassword);
    }

    /**
     * Sets {@code proxyFromEnvironment}. Reads {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code
     * NO_PROXY} as curl does, if neither {@code proxy} nor the JVM names a proxy. Default: {@code true}.
     */
    public void setProxyFromEnvironment(String proxyFromEnvironment) {
        raw.set("proxyFromEnvironment", proxyFromEnvironment);
    }

    /**
     * Sets {@code httpClient}. HTTP client: {@code okhttp}, or {@code jdk} for {@code java.net.http}, which is also
     * used if OkHttp is missing or does not fit the other jars. Default: {@code okhttp}.
     */
    public void setHttpClient(String httpClient) {
        raw.set("httpClient", httpClient);
    }

    /**
     * Sets {@code batchMaxBytes}. Size of its entries, before compression, at which a batch is sent. Range: 1 KB to
     * 3500000 B. Default: {@code 1 MB}.
     */
    public void setBatchMaxBytes(String batchMaxBytes) {
        raw.set("batchMaxBytes", batchMaxBytes);
    }

    /**
     * Sets {@code batchMaxWait}. Maximum time that a batch waits to fill. An ERROR closes its batch at once. Range: 1
     * ms to 1 d. Default: {@code 1 s}.
     */
    public void setBatchMaxWait(String batchMaxWait) {
        raw.set("batchMaxWait", batchMaxWait);
    }

    /**
     * Sets {@code queueMaxBytes}. Maximum memory for entries that Loki has not accepted yet, never more than a quarter
     * of the heap. The last quarter of it is reserved for WARN and above. Range: at least 64 KB. Default:
     * {@code 32 MB}.
     */
    public void setQueueMaxBytes(String queueMaxBytes) {
        raw.set("queueMaxBytes", queueMaxBytes);
    }

    /**
     * Sets {@code overflow}. Policy for a full queue: {@code dropNewest} refuses the new entry, {@code dropOldest}
     * drops the oldest entries, {@code block} makes the logging thread wait. Default: {@code dropNewest}.
     */
    public void setOverflow(String overflow) {
        raw.set("overflow", overflow);
    }

    /**
     * Sets {@code overflowMaxBlock}. Maximum time that {@code block} makes a logging thread wait. Range: 1 ms to 60 s.
     * Default: {@code 100 ms}.
     */
    public void setOverflowMaxBlock(String overflowMaxBlock) {
        raw.set("overflowMaxBlock", overflowMaxBlock);
    }

    /**
     * Sets {@code maxAge}. Age at which queued entries are dropped, because Loki would reject them
     * ({@code reject_old_samples_max_age}). Range: 1 s to 3650 d. Default: {@code 7 d}.
     */
    public void setMaxAge(String maxAge) {
        raw.set("maxAge", maxAge);
    }

    /**
     * Sets {@code spoolDirectory}. Directory for entries that Loki does not accept yet, so that they survive the
     * process. Several processes may share it. Without it, entries wait in memory only.
     */
    public void setSpoolDirectory(String spoolDirectory) {
        raw.set("spoolDirectory", spoolDirectory);
    }

    /**
     * Sets {@code spoolMaxBytes}. Maximum size of the spool. Beyond it, the oldest entries are dropped first. Range: 16
     * MB to 1024 GB. Default: {@code 1 GB}.
     */
    public void setSpoolMaxBytes(String spoolMaxBytes) {
        raw.set("spoolMaxBytes", spoolMaxBytes);
    }

    /**
     * Sets {@code spoolMaxAge}. Age at which entries in the spool are dropped. Range: 1 s to 3650 d. Default:
     * {@code 7 d}.
     */
    public void setSpoolMaxAge(String spoolMaxAge) {
        raw.set("spoolMaxAge", spoolMaxAge);
    }

    /**
     * Sets {@code spoolFsync}. When spooled entries are forced to the disk: {@code none}, {@code interval} (every 500
     * ms) or {@code always}. A killed process loses nothing with any of them, a power cut may. Default:
     * {@code interval}.
     */
    public void setSpoolFsync(String spoolFsync) {
        raw.set("spoolFsync", spoolFsync);
    }

    /**
     * Sets {@code deadLetterFile}. File for entries that Loki rejects for good, one JSON object a line. Above 10 MB it
     * is renamed to {@code .1}.
     */
    public void setDeadLetterFile(String deadLetterFile) {
        raw.set("deadLetterFile", deadLetterFile);
    }

    /** Sets {@code connectTimeout}. Timeout for opening a connection. Range: 1 ms to 1 d. Default: {@code 5 s}. */
    public void setConnectTimeout(String connectTimeout) {
        raw.set("connectTimeout", connectTimeout);
    }

    /**
     * Sets {@code requestTimeout}. Timeout for a whole push. Loki itself gives up after 5 s ({@code remote_timeout}).
     * Range: 1 ms to 1 d. Default: {@code 10 s}.
     */
    public void setRequestTimeout(String requestTimeout) {
        raw.set("requestTimeout", requestTimeout);
    }

    /**
     * Sets {@code retryMinBackoff}. Maximum wait after the first failure. It doubles with each further failure; the
     * wait itself is a random part of it. Range: 10 ms to 1 d. Default: {@code 500 ms}.
     */
    public void setRetryMinBackoff(String retryMinBackoff) {
        raw.set("retryMinBackoff", retryMinBackoff);
    }

    /** Sets {@code retryMaxBackoff}. Maximum wait between two attempts. Range: 10 ms to 1 d. Default: {@code 5 s}. */
    public void setRetryMaxBackoff(String retryMaxBackoff) {
        raw.set("retryMaxBackoff", retryMaxBackoff);
    }

    /**
     * Sets {@code shutdownTimeout}. Maximum time to deliver queued entries when stopping. Range: 0 ms to 1 d. Default:
     * {@code 5 s}.
     */
    public void setShutdownTimeout(String shutdownTimeout) {
        raw.set("shutdownTimeout", shutdownTimeout);
    }

    /** Sets {@code flushOnExit}. Delivers queued entries in a JVM shutdown hook. Default: {@code true}. */
    public void setFlushOnExit(String flushOnExit) {
        raw.set("flushOnExit", flushOnExit);
    }

    /**
     * Sets {@code strictOrder}. Moves each entry behind the one before it in its stream, for tenants that reject any
     * out-of-order entry ({@code unordered_writes: false}). Default: {@code false}.
     */
    public void setStrictOrder(String strictOrder) {
        raw.set("strictOrder", strictOrder);
    }

    /**
     * Sets {@code metrics}. Publishes the meters {@code lokiline.*} in Micrometer's global registry, if Micrometer is
     * present. Default: {@code true}.
     */
    public void setMetrics(String metrics) {
        raw.set("metrics", metrics);
    }
}
