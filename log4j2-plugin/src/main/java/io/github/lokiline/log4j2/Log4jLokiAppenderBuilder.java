package io.github.lokiline.log4j2;

import io.github.lokiline.log4j2.internal.Log4jLokiAppenderFactory;
import io.github.lokiline.log4j2.internal.PluginAttributes;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.util.Builder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and elements of {@code <Loki>}, as a configuration sets them. Owned by the thread that configures; long
 * because it is their documentation.
 *
 * <p>Units: a duration is a number and {@code ms, s, m, h, d} or the words ({@code 1 second}); a size a number and
 * {@code B, KB, MB, GB}, of 1024. A bare number is refused. An empty attribute is not set.
 *
 * <p>Errors: {@link #build} checks them all, and reports all that is wrong in one message.
 */
@SuppressWarnings("UnusedVariable") // Log4j writes the fields, and BuilderAttributes reads them, both by reflection
public final class Log4jLokiAppenderBuilder extends AbstractAppender.Builder<Log4jLokiAppenderBuilder>
        implements Builder<Log4jLokiAppender> {
    @PluginElement("LokiLabel")
    private LabelElement @Nullable [] labelElements;

    @PluginElement("LokiMetadata")
    private MetadataElement @Nullable [] metadataElements;

    @PluginElement("LokiHeader")
    private HeaderElement @Nullable [] headers;

    @PluginBuilderAttribute
    private @Nullable String enabled;

    // It may hold credentials, and Log4j tells attributes that are not sensitive when it is asked for details.
    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String url;

    @PluginBuilderAttribute
    private @Nullable String labels;

    @PluginBuilderAttribute
    private @Nullable String structuredMetadata;

    @PluginBuilderAttribute
    private @Nullable String maxStreams;

    @PluginBuilderAttribute
    private @Nullable String tenantId;

    @PluginBuilderAttribute
    private @Nullable String username;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String password;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String bearerToken;

    @PluginBuilderAttribute
    private @Nullable String bearerTokenFile;

    @PluginBuilderAttribute
    private @Nullable String trustStore;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String trustStorePassword;

    @PluginBuilderAttribute
    private @Nullable String keyStore;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String keyStorePassword;

    @PluginBuilderAttribute
    private @Nullable String proxy;

    @PluginBuilderAttribute
    private @Nullable String batchMaxBytes;

    @PluginBuilderAttribute
    private @Nullable String batchMaxWait;

    @PluginBuilderAttribute
    private @Nullable String queueMaxBytes;

    @PluginBuilderAttribute
    private @Nullable String overflow;

    @PluginBuilderAttribute
    private @Nullable String overflowMaxBlock;

    @PluginBuilderAttribute
    private @Nullable String maxAge;

    @PluginBuilderAttribute
    private @Nullable String spoolDirectory;

    @PluginBuilderAttribute
    private @Nullable String spoolMaxBytes;

    @PluginBuilderAttribute
    private @Nullable String spoolMaxAge;

    @PluginBuilderAttribute
    private @Nullable String spoolFsync;

    @PluginBuilderAttribute
    private @Nullable String deadLetterFile;

    @PluginBuilderAttribute
    private @Nullable String connectTimeout;

    @PluginBuilderAttribute
    private @Nullable String requestTimeout;

    @PluginBuilderAttribute
    private @Nullable String retryMinBackoff;

    @PluginBuilderAttribute
    private @Nullable String retryMaxBackoff;

    @PluginBuilderAttribute
    private @Nullable String shutdownTimeout;

    @PluginBuilderAttribute
    private @Nullable String flushOnExit;

    @PluginBuilderAttribute
    private @Nullable String strictOrder;

    @PluginBuilderAttribute
    private @Nullable String metrics;

    Log4jLokiAppenderBuilder() {}

    /**
     * Makes the appender, which delivers once it is started.
     *
     * @return it; null after reporting what is wrong with the attributes
     */
    @Override
    public @Nullable Log4jLokiAppender build() {
        return new Log4jLokiAppenderFactory(this).appender();
    }

    /** Text by property, as set so far. */
    public Map<String, String> attributes() {
        return PluginAttributes.of(this);
    }

    public List<LabelElement> labelElements() {
        return labelElements == null ? List.of() : List.of(labelElements);
    }

    public List<MetadataElement> metadataElements() {
        return metadataElements == null ? List.of() : List.of(metadataElements);
    }

    public List<HeaderElement> headers() {
        return headers == null ? List.of() : List.of(headers);
    }

    /**
     * Labels of each entry, {@code <LokiLabel name="service_name" value="orders"/>}: see {@link #setLabels}.
     *
     * @param labels the elements
     * @return this
     */
    public Log4jLokiAppenderBuilder setLabelElements(LabelElement... labels) {
        this.labelElements = labels;
        return this;
    }

    /**
     * Structured metadata of each entry, {@code <LokiMetadata name="order_id" value="%X{order}"/>}: see
     * {@link #setStructuredMetadata}.
     *
     * @param metadata the elements
     * @return this
     */
    public Log4jLokiAppenderBuilder setMetadataElements(MetadataElement... metadata) {
        this.metadataElements = metadata;
        return this;
    }

    /**
     * Headers of every push, {@code <LokiHeader name="X-Team" value="orders"/>}.
     *
     * @param headers the elements
     * @return this
     */
    public Log4jLokiAppenderBuilder setHeaders(HeaderElement... headers) {
        this.headers = headers;
        return this;
    }

    /**
     * What writes the lines: any layout. Its header and footer are ignored, a line end it puts is cut, and an event for
     * which it writes nothing is counted and skipped.
     *
     * @param layout the layout; default a {@link JsonLineLayout} as it comes
     * @return this
     */
    @Override
    public Log4jLokiAppenderBuilder setLayout(Layout<? extends Serializable> layout) {
        return super.setLayout(layout);
    }

    /**
     * Whether events are delivered; {@code false} accepts and ignores them and opens nothing.
     *
     * @param enabled {@code true} or {@code false}; default {@code true}
     * @return this
     */
    public Log4jLokiAppenderBuilder setEnabled(@Nullable String enabled) {
        this.enabled = enabled;
        return this;
    }

    /**
     * Where Loki listens. With an empty path {@code /loki/api/v1/push} is added; any other path is taken as written.
     * {@code user:password@} becomes Basic auth and is masked everywhere.
     *
     * @param url an http or https URL; default {@code http://localhost:3100}
     * @return this
     */
    public Log4jLokiAppenderBuilder setUrl(@Nullable String url) {
        this.url = url;
        return this;
    }

    /**
     * The labels of each entry, one {@code name=value} a line; elements
     * {@code <LokiLabel>} are added. A value is a text or a pattern of Log4j's words, with
     * {@code %X{key}} for one value of the ThreadContext and {@code %kvp{key}} for one entry of a {@code MapMessage};
     * an empty result leaves the label out. {@code %level} is the level's name in the line.
     *
     * @param labels at most 15 labels, one of which always has a value; default {@code service_name} and {@code
     *        host}
     * @return this
     */
    public Log4jLokiAppenderBuilder setLabels(@Nullable String labels) {
        this.labels = labels;
        return this;
    }

    /**
     * The structured metadata of each entry: as {@code labels}, and {@code *=%mdc{glob,!glob}} or {@code
     * *=%kvp{glob,!glob}} for all entries of the ThreadContext or of the key-values; {@code off} for none. Secrets are
     * masked as in lines.
     *
     * @param structuredMetadata default {@code level}, and {@code trace_id}, {@code span_id}, {@code
     *        request_id} from the ThreadContext
     * @return this
     */
    public Log4jLokiAppenderBuilder setStructuredMetadata(@Nullable String structuredMetadata) {
        this.structuredMetadata = structuredMetadata;
        return this;
    }

    /**
     * How many streams may be active per tenant; past it the label with most values is folded to {@code other}.
     *
     * @param maxStreams a whole number; default 50
     * @return this
     */
    public Log4jLokiAppenderBuilder setMaxStreams(@Nullable String maxStreams) {
        this.maxStreams = maxStreams;
        return this;
    }

    /**
     * The tenant, sent as {@code X-Scope-OrgID}; may be a pattern such as {@code %X{tenant}}.
     *
     * @param tenantId default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setTenantId(@Nullable String tenantId) {
        this.tenantId = tenantId;
        return this;
    }

    /**
     * The user of Basic auth.
     *
     * @param username default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setUsername(@Nullable String username) {
        this.username = username;
        return this;
    }

    /**
     * The password of Basic auth.
     *
     * @param password default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setPassword(@Nullable String password) {
        this.password = password;
        return this;
    }

    /**
     * A token sent as {@code Authorization: Bearer}.
     *
     * @param bearerToken default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setBearerToken(@Nullable String bearerToken) {
        this.bearerToken = bearerToken;
        return this;
    }

    /**
     * A file that holds the token; it is read again when it changes.
     *
     * @param bearerTokenFile default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setBearerTokenFile(@Nullable String bearerTokenFile) {
        this.bearerTokenFile = bearerTokenFile;
        return this;
    }

    /**
     * A key store with the certificates to trust.
     *
     * @param trustStore a file; default the JVM's
     * @return this
     */
    public Log4jLokiAppenderBuilder setTrustStore(@Nullable String trustStore) {
        this.trustStore = trustStore;
        return this;
    }

    /**
     * The password of {@code trustStore}.
     *
     * @param trustStorePassword default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setTrustStorePassword(@Nullable String trustStorePassword) {
        this.trustStorePassword = trustStorePassword;
        return this;
    }

    /**
     * A key store with this client's certificate and key.
     *
     * @param keyStore a file; default the JVM's
     * @return this
     */
    public Log4jLokiAppenderBuilder setKeyStore(@Nullable String keyStore) {
        this.keyStore = keyStore;
        return this;
    }

    /**
     * The password of {@code keyStore}.
     *
     * @param keyStorePassword default none
     * @return this
     */
    public Log4jLokiAppenderBuilder setKeyStorePassword(@Nullable String keyStorePassword) {
        this.keyStorePassword = keyStorePassword;
        return this;
    }

    /**
     * The HTTP proxy on the way to Loki.
     *
     * @param proxy such as {@code http://proxy:3128}; default the JVM's
     * @return this
     */
    public Log4jLokiAppenderBuilder setProxy(@Nullable String proxy) {
        this.proxy = proxy;
        return this;
    }

    /**
     * How large a batch may grow.
     *
     * @param batchMaxBytes a size such as {@code 512 KB}; default {@code 1 MB}
     * @return this
     */
    public Log4jLokiAppenderBuilder setBatchMaxBytes(@Nullable String batchMaxBytes) {
        this.batchMaxBytes = batchMaxBytes;
        return this;
    }

    /**
     * How long an entry waits for its batch to fill; an ERROR does not wait.
     *
     * @param batchMaxWait a duration such as {@code 500 ms}; default {@code 1 second}
     * @return this
     */
    public Log4jLokiAppenderBuilder setBatchMaxWait(@Nullable String batchMaxWait) {
        this.batchMaxWait = batchMaxWait;
        return this;
    }

    /**
     * How much may wait for Loki in memory.
     *
     * @param queueMaxBytes a size; default {@code 32 MB}, never over a quarter of the heap
     * @return this
     */
    public Log4jLokiAppenderBuilder setQueueMaxBytes(@Nullable String queueMaxBytes) {
        this.queueMaxBytes = queueMaxBytes;
        return this;
    }

    /**
     * What happens when that much waits. The last quarter is for WARN and above.
     *
     * @param overflow {@code dropNewest}, {@code dropOldest} or {@code block}; default {@code dropNewest}
     * @return this
     */
    public Log4jLokiAppenderBuilder setOverflow(@Nullable String overflow) {
        this.overflow = overflow;
        return this;
    }

    /**
     * How long {@code block} may hold a thread that logs.
     *
     * @param overflowMaxBlock a duration; default {@code 100 ms}
     * @return this
     */
    public Log4jLokiAppenderBuilder setOverflowMaxBlock(@Nullable String overflowMaxBlock) {
        this.overflowMaxBlock = overflowMaxBlock;
        return this;
    }

    /**
     * Entries older than this are dropped, since Loki would refuse them.
     *
     * @param maxAge a duration; default {@code 7 d}
     * @return this
     */
    public Log4jLokiAppenderBuilder setMaxAge(@Nullable String maxAge) {
        this.maxAge = maxAge;
        return this;
    }

    /**
     * A directory where entries wait that Loki does not take, so that they outlive the process.
     *
     * @param spoolDirectory a path; by default entries wait in memory only
     * @return this
     */
    public Log4jLokiAppenderBuilder setSpoolDirectory(@Nullable String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
        return this;
    }

    /**
     * How much disk those may take; past it the oldest go first.
     *
     * @param spoolMaxBytes a size, 16 MB at least; default {@code 1 GB}
     * @return this
     */
    public Log4jLokiAppenderBuilder setSpoolMaxBytes(@Nullable String spoolMaxBytes) {
        this.spoolMaxBytes = spoolMaxBytes;
        return this;
    }

    /**
     * Entries on disk older than this are dropped, since Loki would refuse them.
     *
     * @param spoolMaxAge a duration; default {@code 7 days}
     * @return this
     */
    public Log4jLokiAppenderBuilder setSpoolMaxAge(@Nullable String spoolMaxAge) {
        this.spoolMaxAge = spoolMaxAge;
        return this;
    }

    /**
     * When what is written is forced to the disk: for a power cut, not for a killed process, which loses nothing.
     *
     * @param spoolFsync {@code none}, {@code interval} (half a second) or {@code always}; default {@code interval}
     * @return this
     */
    public Log4jLokiAppenderBuilder setSpoolFsync(@Nullable String spoolFsync) {
        this.spoolFsync = spoolFsync;
        return this;
    }

    /**
     * A file for entries that Loki refuses for good, a JSON object a line.
     *
     * @param deadLetterFile a path; by default they are only counted
     * @return this
     */
    public Log4jLokiAppenderBuilder setDeadLetterFile(@Nullable String deadLetterFile) {
        this.deadLetterFile = deadLetterFile;
        return this;
    }

    /**
     * How long a connection may take to open.
     *
     * @param connectTimeout a duration; default {@code 5 s}
     * @return this
     */
    public Log4jLokiAppenderBuilder setConnectTimeout(@Nullable String connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }

    /**
     * How long a push may take.
     *
     * @param requestTimeout a duration; default {@code 10 s}
     * @return this
     */
    public Log4jLokiAppenderBuilder setRequestTimeout(@Nullable String requestTimeout) {
        this.requestTimeout = requestTimeout;
        return this;
    }

    /**
     * The first pause after a failed push; later ones grow, with full jitter.
     *
     * @param retryMinBackoff a duration; default {@code 500 ms}
     * @return this
     */
    public Log4jLokiAppenderBuilder setRetryMinBackoff(@Nullable String retryMinBackoff) {
        this.retryMinBackoff = retryMinBackoff;
        return this;
    }

    /**
     * The longest pause between two tries.
     *
     * @param retryMaxBackoff a duration; default {@code 5 s}
     * @return this
     */
    public Log4jLokiAppenderBuilder setRetryMaxBackoff(@Nullable String retryMaxBackoff) {
        this.retryMaxBackoff = retryMaxBackoff;
        return this;
    }

    /**
     * How long the end of the JVM may be held up to deliver what waits.
     *
     * @param shutdownTimeout a duration; default {@code 5 seconds}
     * @return this
     */
    public Log4jLokiAppenderBuilder setShutdownTimeout(@Nullable String shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
        return this;
    }

    /**
     * Whether what waits is delivered when the JVM ends without stopping Log4j.
     *
     * @param flushOnExit {@code true} or {@code false}; default {@code true}
     * @return this
     */
    public Log4jLokiAppenderBuilder setFlushOnExit(@Nullable String flushOnExit) {
        this.flushOnExit = flushOnExit;
        return this;
    }

    /**
     * Whether no entry may be older than its stream's last, for tenants that refuse those.
     *
     * @param strictOrder {@code true} or {@code false}; default {@code false}
     * @return this
     */
    public Log4jLokiAppenderBuilder setStrictOrder(@Nullable String strictOrder) {
        this.strictOrder = strictOrder;
        return this;
    }

    /**
     * Whether meters {@code lokiline.*} with this appender's name stand in Micrometer's global registry, where Micrometer
     * is present.
     *
     * @param metrics {@code true} or {@code false}; default {@code true}
     * @return this
     */
    public Log4jLokiAppenderBuilder setMetrics(@Nullable String metrics) {
        this.metrics = metrics;
        return this;
    }
}
