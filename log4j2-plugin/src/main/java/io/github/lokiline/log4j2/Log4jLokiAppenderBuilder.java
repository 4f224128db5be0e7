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
 * <p>Units: a duration is a number and {@code ms, s, m, h, d} or a word ({@code 1 second}); a size is a number and
 * {@code B, KB, MB, GB}, of 1024. A number without a unit is an error. An empty attribute is not set.
 *
 * <p>Errors: {@link #build} checks all attributes, and reports all errors in one message.
 */
@SuppressWarnings("UnusedVariable") // Log4j writes the fields, and PluginAttributes reads them, both by reflection
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

    // It may hold credentials, and Log4j reports attributes that are not sensitive when it is asked for details.
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
    private @Nullable String oauthTokenUrl;

    @PluginBuilderAttribute
    private @Nullable String oauthClientId;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String oauthClientSecret;

    @PluginBuilderAttribute
    private @Nullable String oauthScope;

    @PluginBuilderAttribute
    private @Nullable String trustStore;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String trustStorePassword;

    @PluginBuilderAttribute
    private @Nullable String keyStore;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String keyStorePassword;

    @PluginBuilderAttribute
    private @Nullable String trustCertificates;

    @PluginBuilderAttribute
    private @Nullable String clientCertificate;

    @PluginBuilderAttribute
    private @Nullable String clientKey;

    @PluginBuilderAttribute
    private @Nullable String proxy;

    @PluginBuilderAttribute
    private @Nullable String proxyUsername;

    @PluginBuilderAttribute(sensitive = true)
    private @Nullable String proxyPassword;

    @PluginBuilderAttribute
    private @Nullable String proxyFromEnvironment;

    @PluginBuilderAttribute
    private @Nullable String httpClient;

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

    /** Creates the appender, which delivers once it is started; null after reporting errors of the attributes. */
    @Override
    public @Nullable Log4jLokiAppender build() {
        return new Log4jLokiAppenderFactory(this).appender();
    }

    /** Returns the text of each attribute that is set. */
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

    /** Sets elements with labels, {@code <LokiLabel name="service_name" value="orders"/>}: see {@link #setLabels}. */
    public Log4jLokiAppenderBuilder setLabelElements(LabelElement... labels) {
        this.labelElements = labels;
        return this;
    }

    /**
     * Sets elements with structured metadata, {@code <LokiMetadata name="order_id" value="%X{order}"/>}: see
     * {@link #setStructuredMetadata}.
     */
    public Log4jLokiAppenderBuilder setMetadataElements(MetadataElement... metadata) {
        this.metadataElements = metadata;
        return this;
    }

    /** Sets elements with request headers, {@code <LokiHeader name="X-Team" value="orders"/>}. */
    public Log4jLokiAppenderBuilder setHeaders(HeaderElement... headers) {
        this.headers = headers;
        return this;
    }

    /**
     * Sets the layout that writes the lines, by default a {@link JsonLineLayout} without attributes. Its header and footer
     * are ignored, a line end is removed, and an event for which it writes nothing is counted and skipped.
     */
    @Override
    public Log4jLokiAppenderBuilder setLayout(Layout<? extends Serializable> layout) {
        return super.setLayout(layout);
    }

    /**
     * Sets {@code enabled}. Delivers events. {@code false} accepts and ignores them and opens nothing. Default:
     * {@code true}.
     */
    public Log4jLokiAppenderBuilder setEnabled(@Nullable String enabled) {
        this.enabled = enabled;
        return this;
    }

    /**
     * Sets {@code url}. URL of Loki. An empty path or {@code /} means {@code /loki/api/v1/push}, any other path is used
     * as written. {@code user:password@} becomes Basic credentials and is masked everywhere. Default:
     * {@code http://localhost:3100}.
     */
    public Log4jLokiAppenderBuilder setUrl(@Nullable String url) {
        this.url = url;
        return this;
    }

    /**
     * Sets {@code labels}: the labels of each entry, one {@code name=value} a line, in addition to elements
     * {@code <LokiLabel>}. A value is a text or a pattern of Log4j, with {@code %X{key}} for one value of the ThreadContext
     * and {@code %kvp{key}} for one entry of a {@code MapMessage}; an empty result leaves the label out. Default:
     * {@code service_name}, {@code host}.
     */
    public Log4jLokiAppenderBuilder setLabels(@Nullable String labels) {
        this.labels = labels;
        return this;
    }

    /**
     * Sets {@code structuredMetadata}, written like {@code labels}. {@code *=%mdc{glob,!glob}} or
     * {@code *=%kvp{glob}} adds all entries of the ThreadContext or key-values that the globs select; {@code off} adds
     * none. Default: {@code level}; {@code trace_id}, {@code span_id}, {@code request_id} from the ThreadContext.
     */
    public Log4jLokiAppenderBuilder setStructuredMetadata(@Nullable String structuredMetadata) {
        this.structuredMetadata = structuredMetadata;
        return this;
    }

    /**
     * Sets {@code maxStreams}. Maximum number of active label sets per tenant. Beyond it, the label with the most
     * values is sent as {@code other} and its value as structured metadata. The same applies to a label that has had
     * four times as many values over time, however few are active at once. Range: 1 to 100000. Default: {@code 50}.
     */
    public Log4jLokiAppenderBuilder setMaxStreams(@Nullable String maxStreams) {
        this.maxStreams = maxStreams;
        return this;
    }

    /** Sets {@code tenantId}. Tenant, sent as {@code X-Scope-OrgID}. May be a pattern such as {@code %X{tenant_id}}. */
    public Log4jLokiAppenderBuilder setTenantId(@Nullable String tenantId) {
        this.tenantId = tenantId;
        return this;
    }

    /** Sets {@code username}. User of Basic authentication. */
    public Log4jLokiAppenderBuilder setUsername(@Nullable String username) {
        this.username = username;
        return this;
    }

    /** Sets {@code password}. Password of Basic authentication. */
    public Log4jLokiAppenderBuilder setPassword(@Nullable String password) {
        this.password = password;
        return this;
    }

    /** Sets {@code bearerToken}. Token, sent as {@code Authorization: Bearer}. */
    public Log4jLokiAppenderBuilder setBearerToken(@Nullable String bearerToken) {
        this.bearerToken = bearerToken;
        return this;
    }

    /** Sets {@code bearerTokenFile}. File with the bearer token. It is read again when it changes. */
    public Log4jLokiAppenderBuilder setBearerTokenFile(@Nullable String bearerTokenFile) {
        this.bearerTokenFile = bearerTokenFile;
        return this;
    }

    /**
     * Sets {@code oauthTokenUrl}. URL where tokens are fetched with OAuth 2 client credentials. A token is used until
     * shortly before it expires, and fetched again after a 401.
     */
    public Log4jLokiAppenderBuilder setOauthTokenUrl(@Nullable String oauthTokenUrl) {
        this.oauthTokenUrl = oauthTokenUrl;
        return this;
    }

    /** Sets {@code oauthClientId}. Client id for {@code oauthTokenUrl}. */
    public Log4jLokiAppenderBuilder setOauthClientId(@Nullable String oauthClientId) {
        this.oauthClientId = oauthClientId;
        return this;
    }

    /** Sets {@code oauthClientSecret}. Client secret for {@code oauthTokenUrl}. */
    public Log4jLokiAppenderBuilder setOauthClientSecret(@Nullable String oauthClientSecret) {
        this.oauthClientSecret = oauthClientSecret;
        return this;
    }

    /** Sets {@code oauthScope}. Scopes of the token, separated by blanks; none by default. */
    public Log4jLokiAppenderBuilder setOauthScope(@Nullable String oauthScope) {
        this.oauthScope = oauthScope;
        return this;
    }

    /** Sets {@code trustStore}. File with the certificates to trust, PKCS12 or JKS. Default: the JVM's. */
    public Log4jLokiAppenderBuilder setTrustStore(@Nullable String trustStore) {
        this.trustStore = trustStore;
        return this;
    }

    /** Sets {@code trustStorePassword}. Password of {@code trustStore}. */
    public Log4jLokiAppenderBuilder setTrustStorePassword(@Nullable String trustStorePassword) {
        this.trustStorePassword = trustStorePassword;
        return this;
    }

    /** Sets {@code keyStore}. File with the certificate and the key of this client, PKCS12 or JKS. */
    public Log4jLokiAppenderBuilder setKeyStore(@Nullable String keyStore) {
        this.keyStore = keyStore;
        return this;
    }

    /** Sets {@code keyStorePassword}. Password of {@code keyStore}. */
    public Log4jLokiAppenderBuilder setKeyStorePassword(@Nullable String keyStorePassword) {
        this.keyStorePassword = keyStorePassword;
        return this;
    }

    /**
     * Sets {@code trustCertificates}. PEM file with the certificates to trust, in place of {@code trustStore}. It is
     * read again when it changes. Default: the JVM's.
     */
    public Log4jLokiAppenderBuilder setTrustCertificates(@Nullable String trustCertificates) {
        this.trustCertificates = trustCertificates;
        return this;
    }

    /**
     * Sets {@code clientCertificate}. PEM file with the certificate of this client and its issuers, in place of {@code
     * keyStore}. It is read again when it changes.
     */
    public Log4jLokiAppenderBuilder setClientCertificate(@Nullable String clientCertificate) {
        this.clientCertificate = clientCertificate;
        return this;
    }

    /** Sets {@code clientKey}. PEM file with the unencrypted key of {@code clientCertificate}, RSA or EC. */
    public Log4jLokiAppenderBuilder setClientKey(@Nullable String clientKey) {
        this.clientKey = clientKey;
        return this;
    }

    /** Sets {@code proxy}. HTTP proxy, such as {@code http://proxy:3128}. Default: the JVM's. */
    public Log4jLokiAppenderBuilder setProxy(@Nullable String proxy) {
        this.proxy = proxy;
        return this;
    }

    /** Sets {@code proxyUsername}. User of the proxy (Basic authentication). */
    public Log4jLokiAppenderBuilder setProxyUsername(@Nullable String proxyUsername) {
        this.proxyUsername = proxyUsername;
        return this;
    }

    /** Sets {@code proxyPassword}. Password of {@code proxyUsername}. */
    public Log4jLokiAppenderBuilder setProxyPassword(@Nullable String proxyPassword) {
        this.proxyPassword = proxyPassword;
        return this;
    }

    /**
     * Sets {@code proxyFromEnvironment}. Reads {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code
     * NO_PROXY} as curl does, if neither {@code proxy} nor the JVM names a proxy. Default: {@code true}.
     */
    public Log4jLokiAppenderBuilder setProxyFromEnvironment(@Nullable String proxyFromEnvironment) {
        this.proxyFromEnvironment = proxyFromEnvironment;
        return this;
    }

    /**
     * Sets {@code httpClient}. HTTP client: {@code okhttp}, or {@code jdk} for {@code java.net.http}, which is also
     * used if OkHttp is missing or does not fit the other jars. Default: {@code okhttp}.
     */
    public Log4jLokiAppenderBuilder setHttpClient(@Nullable String httpClient) {
        this.httpClient = httpClient;
        return this;
    }

    /**
     * Sets {@code batchMaxBytes}. Size of its entries, before compression, at which a batch is sent. Range: 1 KB to
     * 3500000 B. Default: {@code 1 MB}.
     */
    public Log4jLokiAppenderBuilder setBatchMaxBytes(@Nullable String batchMaxBytes) {
        this.batchMaxBytes = batchMaxBytes;
        return this;
    }

    /**
     * Sets {@code batchMaxWait}. Maximum time that a batch waits to fill. An ERROR closes its batch at once. Range: 1
     * ms to 1 d. Default: {@code 1 s}.
     */
    public Log4jLokiAppenderBuilder setBatchMaxWait(@Nullable String batchMaxWait) {
        this.batchMaxWait = batchMaxWait;
        return this;
    }

    /**
     * Sets {@code queueMaxBytes}. Maximum memory for entries that Loki has not accepted yet, never more than a quarter
     * of the heap. The last quarter of it is reserved for WARN and above. Range: at least 64 KB. Default:
     * {@code 32 MB}.
     */
    public Log4jLokiAppenderBuilder setQueueMaxBytes(@Nullable String queueMaxBytes) {
        this.queueMaxBytes = queueMaxBytes;
        return this;
    }

    /**
     * Sets {@code overflow}. Policy for a full queue: {@code dropNewest} refuses the new entry, {@code dropOldest}
     * drops the oldest entries, {@code block} makes the logging thread wait. Default: {@code dropNewest}.
     */
    public Log4jLokiAppenderBuilder setOverflow(@Nullable String overflow) {
        this.overflow = overflow;
        return this;
    }

    /**
     * Sets {@code overflowMaxBlock}. Maximum time that {@code block} makes a logging thread wait. Range: 1 ms to 60 s.
     * Default: {@code 100 ms}.
     */
    public Log4jLokiAppenderBuilder setOverflowMaxBlock(@Nullable String overflowMaxBlock) {
        this.overflowMaxBlock = overflowMaxBlock;
        return this;
    }

    /**
     * Sets {@code maxAge}. Age at which queued entries are dropped, because Loki would reject them
     * ({@code reject_old_samples_max_age}). Range: 1 s to 3650 d. Default: {@code 7 d}.
     */
    public Log4jLokiAppenderBuilder setMaxAge(@Nullable String maxAge) {
        this.maxAge = maxAge;
        return this;
    }

    /**
     * Sets {@code spoolDirectory}. Directory for entries that Loki does not accept yet, so that they survive the
     * process. Several processes may share it. Without it, entries wait in memory only.
     */
    public Log4jLokiAppenderBuilder setSpoolDirectory(@Nullable String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
        return this;
    }

    /**
     * Sets {@code spoolMaxBytes}. Maximum size of the spool. Beyond it, the oldest entries are dropped first. Range: 16
     * MB to 1024 GB. Default: {@code 1 GB}.
     */
    public Log4jLokiAppenderBuilder setSpoolMaxBytes(@Nullable String spoolMaxBytes) {
        this.spoolMaxBytes = spoolMaxBytes;
        return this;
    }

    /**
     * Sets {@code spoolMaxAge}. Age at which entries in the spool are dropped. Range: 1 s to 3650 d. Default:
     * {@code 7 d}.
     */
    public Log4jLokiAppenderBuilder setSpoolMaxAge(@Nullable String spoolMaxAge) {
        this.spoolMaxAge = spoolMaxAge;
        return this;
    }

    /**
     * Sets {@code spoolFsync}. When spooled entries are forced to the disk: {@code none}, {@code interval} (every 500
     * ms) or {@code always}. A killed process loses nothing with any of them, a power cut may. Default:
     * {@code interval}.
     */
    public Log4jLokiAppenderBuilder setSpoolFsync(@Nullable String spoolFsync) {
        this.spoolFsync = spoolFsync;
        return this;
    }

    /**
     * Sets {@code deadLetterFile}. File for entries that Loki rejects for good, one JSON object a line. Above 10 MB it
     * is renamed to {@code .1}.
     */
    public Log4jLokiAppenderBuilder setDeadLetterFile(@Nullable String deadLetterFile) {
        this.deadLetterFile = deadLetterFile;
        return this;
    }

    /** Sets {@code connectTimeout}. Timeout for opening a connection. Range: 1 ms to 1 d. Default: {@code 5 s}. */
    public Log4jLokiAppenderBuilder setConnectTimeout(@Nullable String connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }

    /**
     * Sets {@code requestTimeout}. Timeout for a whole push. Loki itself gives up after 5 s ({@code remote_timeout}).
     * Range: 1 ms to 1 d. Default: {@code 10 s}.
     */
    public Log4jLokiAppenderBuilder setRequestTimeout(@Nullable String requestTimeout) {
        this.requestTimeout = requestTimeout;
        return this;
    }

    /**
     * Sets {@code retryMinBackoff}. Maximum wait after the first failure. It doubles with each further failure; the
     * wait itself is a random part of it. Range: 10 ms to 1 d. Default: {@code 500 ms}.
     */
    public Log4jLokiAppenderBuilder setRetryMinBackoff(@Nullable String retryMinBackoff) {
        this.retryMinBackoff = retryMinBackoff;
        return this;
    }

    /** Sets {@code retryMaxBackoff}. Maximum wait between two attempts. Range: 10 ms to 1 d. Default: {@code 5 s}. */
    public Log4jLokiAppenderBuilder setRetryMaxBackoff(@Nullable String retryMaxBackoff) {
        this.retryMaxBackoff = retryMaxBackoff;
        return this;
    }

    /**
     * Sets {@code shutdownTimeout}. Maximum time to deliver queued entries when stopping. Range: 0 ms to 1 d. Default:
     * {@code 5 s}.
     */
    public Log4jLokiAppenderBuilder setShutdownTimeout(@Nullable String shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
        return this;
    }

    /** Sets {@code flushOnExit}. Delivers queued entries in a JVM shutdown hook. Default: {@code true}. */
    public Log4jLokiAppenderBuilder setFlushOnExit(@Nullable String flushOnExit) {
        this.flushOnExit = flushOnExit;
        return this;
    }

    /**
     * Sets {@code strictOrder}. Moves each entry behind the one before it in its stream, for tenants that reject any
     * out-of-order entry ({@code unordered_writes: false}). Default: {@code false}.
     */
    public Log4jLokiAppenderBuilder setStrictOrder(@Nullable String strictOrder) {
        this.strictOrder = strictOrder;
        return this;
    }

    /**
     * Sets {@code metrics}. Publishes the meters {@code lokiline.*} in Micrometer's global registry, if Micrometer is
     * present. Default: {@code true}.
     */
    public Log4jLokiAppenderBuilder setMetrics(@Nullable String metrics) {
        this.metrics = metrics;
        return this;
    }
}
