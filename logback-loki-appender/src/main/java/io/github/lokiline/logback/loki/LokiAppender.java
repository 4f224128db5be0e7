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
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.loki.internal.DuplicateAppenderDetector;
import io.github.lokiline.logback.loki.internal.EncoderResolver;
import io.github.lokiline.logback.loki.internal.LogbackPatternSupport;
import io.github.lokiline.logback.loki.internal.LogbackServiceName;
import io.github.lokiline.logback.loki.internal.LogbackStatusReporter;
import java.time.Duration;
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
            reports.warn("not started: " + e + "; a jar is missing, or of the wrong version");
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
     * time. The appender can be started again.
     */
    @Override
    public void stop() {
        lifecycle.lock();
        try {
            started = false;
            EventAppender<ILoggingEvent> stopped = path;
            path = null;
            if (stopped != null) {
                DuplicateAppenderDetector.of(getContext()).unregister(this);
                stopped.closeAsync();
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
        parser.faults().forEach(reports::warn);
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
        EventAppenderFactory<ILoggingEvent> factory = new EventAppenderFactory<>(raw, parser, adapter(parser), reports);
        factory.errors().forEach(reports::warn);
        if (!factory.errors().isEmpty()) {
            return;
        }
        try {
            EventAppender<ILoggingEvent> opened = factory.open(name == null ? "" : name);
            last = opened;
            path = opened;
            started = true;
            warnOfDuplicate();
        } catch (IllegalArgumentException e) {
            String.valueOf(e.getMessage()).lines().forEach(reports::warn);
        }
    }

    private FrameworkAdapter<ILoggingEvent> adapter(PropertyParser parser) {
        Encoder<ILoggingEvent> writer = EncoderResolver.of(encoder, getContext(), parser);
        return new FrameworkAdapter<>(
                EncoderResolver.records(writer, getContext()),
                EncoderResolver.lines(writer),
                "encoder " + writer.getClass().getSimpleName(),
                EncoderResolver.levels(writer),
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

    /**
     * Adds a header to every push.
     *
     * @param header {@code Name: value}; may be repeated
     */
    public void addHeader(String header) {
        raw.addHeader(header);
    }

    /**
     * Whether events are delivered; {@code false} accepts and ignores them and opens nothing.
     *
     * @param enabled {@code true} or {@code false}; default {@code true}
     */
    public void setEnabled(String enabled) {
        raw.set("enabled", enabled);
    }

    /**
     * Where Loki listens. With an empty path {@code /loki/api/v1/push} is added; any other path is taken as written.
     * {@code user:password@} becomes Basic auth and is masked everywhere.
     *
     * @param url an http or https URL; default {@code http://localhost:3100}
     */
    public void setUrl(String url) {
        raw.set("url", url);
    }

    /**
     * The labels of each entry, one {@code name=value} a line. A value is a text or a pattern of Logback's words, with
     * {@code %X{key}} for one MDC value and {@code %kvp{key}} for one key-value; an empty result leaves the label out.
     * {@code %level} is the level's name in the line.
     *
     * @param labels at most 15 labels, one of which always has a value; default {@code service_name} and {@code
     *        host}
     */
    public void setLabels(String labels) {
        raw.set("labels", labels);
    }

    /**
     * The structured metadata of each entry: as {@code labels}, and {@code *=%mdc{glob,!glob}} or {@code
     * *=%kvp{glob,!glob}} for all entries of the MDC or of the key-values; {@code off} for none. Secrets are masked as
     * in lines.
     *
     * @param structuredMetadata default {@code level}, and {@code trace_id}, {@code span_id}, {@code
     *        request_id} from the MDC
     */
    public void setStructuredMetadata(String structuredMetadata) {
        raw.set("structuredMetadata", structuredMetadata);
    }

    /**
     * How many streams may be active per tenant; past it the label with most values is folded to {@code other}.
     *
     * @param maxStreams a whole number; default 50
     */
    public void setMaxStreams(String maxStreams) {
        raw.set("maxStreams", maxStreams);
    }

    /**
     * The tenant, sent as {@code X-Scope-OrgID}; may be a pattern such as {@code %X{tenant}}.
     *
     * @param tenantId default none
     */
    public void setTenantId(String tenantId) {
        raw.set("tenantId", tenantId);
    }

    /**
     * The user of Basic auth.
     *
     * @param username default none
     */
    public void setUsername(String username) {
        raw.set("username", username);
    }

    /**
     * The password of Basic auth.
     *
     * @param password default none
     */
    public void setPassword(String password) {
        raw.set("password", password);
    }

    /**
     * A token sent as {@code Authorization: Bearer}.
     *
     * @param bearerToken default none
     */
    public void setBearerToken(String bearerToken) {
        raw.set("bearerToken", bearerToken);
    }

    /**
     * A file that holds the token; it is read again when it changes.
     *
     * @param bearerTokenFile default none
     */
    public void setBearerTokenFile(String bearerTokenFile) {
        raw.set("bearerTokenFile", bearerTokenFile);
    }

    /**
     * A key store with the certificates to trust.
     *
     * @param trustStore a file; default the JVM's
     */
    public void setTrustStore(String trustStore) {
        raw.set("trustStore", trustStore);
    }

    /**
     * The password of {@code trustStore}.
     *
     * @param trustStorePassword default none
     */
    public void setTrustStorePassword(String trustStorePassword) {
        raw.set("trustStorePassword", trustStorePassword);
    }

    /**
     * A key store with this client's certificate and key.
     *
     * @param keyStore a file; default the JVM's
     */
    public void setKeyStore(String keyStore) {
        raw.set("keyStore", keyStore);
    }

    /**
     * The password of {@code keyStore}.
     *
     * @param keyStorePassword default none
     */
    public void setKeyStorePassword(String keyStorePassword) {
        raw.set("keyStorePassword", keyStorePassword);
    }

    /**
     * The HTTP proxy on the way to Loki.
     *
     * @param proxy such as {@code http://proxy:3128}; default the JVM's
     */
    public void setProxy(String proxy) {
        raw.set("proxy", proxy);
    }

    /**
     * How large a batch may grow.
     *
     * @param batchMaxBytes a size such as {@code 512 KB}; default {@code 1 MB}
     */
    public void setBatchMaxBytes(String batchMaxBytes) {
        raw.set("batchMaxBytes", batchMaxBytes);
    }

    /**
     * How long an entry waits for its batch to fill; an ERROR does not wait.
     *
     * @param batchMaxWait a duration such as {@code 500 ms}; default {@code 1 second}
     */
    public void setBatchMaxWait(String batchMaxWait) {
        raw.set("batchMaxWait", batchMaxWait);
    }

    /**
     * How much may wait for Loki in memory.
     *
     * @param queueMaxBytes a size; default {@code 32 MB}, never over a quarter of the heap
     */
    public void setQueueMaxBytes(String queueMaxBytes) {
        raw.set("queueMaxBytes", queueMaxBytes);
    }

    /**
     * What happens when that much waits. The last quarter is for WARN and above.
     *
     * @param overflow {@code dropNewest}, {@code dropOldest} or {@code block}; default {@code dropNewest}
     */
    public void setOverflow(String overflow) {
        raw.set("overflow", overflow);
    }

    /**
     * How long {@code block} may hold a thread that logs.
     *
     * @param overflowMaxBlock a duration; default {@code 100 ms}
     */
    public void setOverflowMaxBlock(String overflowMaxBlock) {
        raw.set("overflowMaxBlock", overflowMaxBlock);
    }

    /**
     * Entries older than this are dropped, since Loki would refuse them.
     *
     * @param maxAge a duration; default {@code 7 d}
     */
    public void setMaxAge(String maxAge) {
        raw.set("maxAge", maxAge);
    }

    /**
     * A directory where entries wait that Loki does not take, so that they outlive the process.
     *
     * @param spoolDirectory a path; by default entries wait in memory only
     */
    public void setSpoolDirectory(String spoolDirectory) {
        raw.set("spoolDirectory", spoolDirectory);
    }

    /**
     * How much disk those may take; past it the oldest go first.
     *
     * @param spoolMaxBytes a size, 16 MB at least; default {@code 1 GB}
     */
    public void setSpoolMaxBytes(String spoolMaxBytes) {
        raw.set("spoolMaxBytes", spoolMaxBytes);
    }

    /**
     * Entries on disk older than this are dropped, since Loki would refuse them.
     *
     * @param spoolMaxAge a duration; default {@code 7 days}
     */
    public void setSpoolMaxAge(String spoolMaxAge) {
        raw.set("spoolMaxAge", spoolMaxAge);
    }

    /**
     * When what is written is forced to the disk: for a power cut, not for a killed process, which loses nothing.
     *
     * @param spoolFsync {@code none}, {@code interval} (half a second) or {@code always}; default {@code interval}
     */
    public void setSpoolFsync(String spoolFsync) {
        raw.set("spoolFsync", spoolFsync);
    }

    /**
     * A file for entries that Loki refuses for good, a JSON object a line.
     *
     * @param deadLetterFile a path; by default they are only counted
     */
    public void setDeadLetterFile(String deadLetterFile) {
        raw.set("deadLetterFile", deadLetterFile);
    }

    /**
     * How long a connection may take to open.
     *
     * @param connectTimeout a duration; default {@code 5 s}
     */
    public void setConnectTimeout(String connectTimeout) {
        raw.set("connectTimeout", connectTimeout);
    }

    /**
     * How long a push may take.
     *
     * @param requestTimeout a duration; default {@code 10 s}
     */
    public void setRequestTimeout(String requestTimeout) {
        raw.set("requestTimeout", requestTimeout);
    }

    /**
     * The first pause after a failed push; later ones grow, with full jitter.
     *
     * @param retryMinBackoff a duration; default {@code 500 ms}
     */
    public void setRetryMinBackoff(String retryMinBackoff) {
        raw.set("retryMinBackoff", retryMinBackoff);
    }

    /**
     * The longest pause between two tries.
     *
     * @param retryMaxBackoff a duration; default {@code 5 s}
     */
    public void setRetryMaxBackoff(String retryMaxBackoff) {
        raw.set("retryMaxBackoff", retryMaxBackoff);
    }

    /**
     * How long the end of the JVM may be held up to deliver what waits.
     *
     * @param shutdownTimeout a duration; default {@code 5 seconds}
     */
    public void setShutdownTimeout(String shutdownTimeout) {
        raw.set("shutdownTimeout", shutdownTimeout);
    }

    /**
     * Whether what waits is delivered when the JVM ends without stopping Logback.
     *
     * @param flushOnExit {@code true} or {@code false}; default {@code true}
     */
    public void setFlushOnExit(String flushOnExit) {
        raw.set("flushOnExit", flushOnExit);
    }

    /**
     * Whether no entry may be older than its stream's last, for tenants that refuse those.
     *
     * @param strictOrder {@code true} or {@code false}; default {@code false}
     */
    public void setStrictOrder(String strictOrder) {
        raw.set("strictOrder", strictOrder);
    }

    /**
     * Whether meters {@code lokiline.*} with this appender's name stand in Micrometer's global registry, where Micrometer
     * is present.
     *
     * @param metrics {@code true} or {@code false}; default {@code true}
     */
    public void setMetrics(String metrics) {
        raw.set("metrics", metrics);
    }
}
