package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.OkHttpSender;
import io.github.lokiline.loki.internal.http.Sender;
import io.github.lokiline.loki.internal.http.SenderSettings;
import io.github.lokiline.loki.internal.http.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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

    private String url = "http://localhost:3100";
    private String tenantId = "";
    private @Nullable String basicUser;
    private String basicPassword = "";
    private @Nullable String bearerToken;
    private @Nullable Path bearerTokenFile;
    private final List<SenderSettings.Header> headers = new ArrayList<>();
    private @Nullable Path trustStore;
    private @Nullable String trustStorePassword;
    private @Nullable Path keyStore;
    private @Nullable String keyStorePassword;
    private @Nullable String proxy;
    private int maxStreams = 50;
    private long batchMaxBytes = 1 << 20;
    private Duration batchMaxWait = Duration.ofSeconds(1);
    private long queueMaxBytes = 32 << 20;
    private Overflow overflow = Overflow.DROP_NEWEST;
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
    private ClientListener listener = ClientListener.NONE;

    LokiClientBuilder() {}

    /**
     * Where Loki is; {@code http://localhost:3100} by default. An empty path or {@code /} means
     * {@code /loki/api/v1/push}, any other is used as written; {@code user:password@} becomes Basic credentials.
     */
    public LokiClientBuilder url(String value) {
        url = value;
        return this;
    }

    /** The tenant ({@code X-Scope-OrgID}) of entries that name none; by default none is sent. */
    public LokiClientBuilder tenantId(String value) {
        tenantId = value;
        return this;
    }

    /** Basic credentials; they win over those in the url. */
    public LokiClientBuilder basicAuth(String user, String password) {
        basicUser = user;
        basicPassword = password;
        return this;
    }

    /** A token for {@code Authorization: Bearer}. */
    public LokiClientBuilder bearerToken(String value) {
        bearerToken = value;
        return this;
    }

    /** A file with such a token, read again whenever it changes. */
    public LokiClientBuilder bearerTokenFile(Path value) {
        bearerTokenFile = value;
        return this;
    }

    /** One more request header, as a gateway may ask for. */
    public LokiClientBuilder header(String name, String value) {
        headers.add(new SenderSettings.Header(name, value));
        return this;
    }

    /** Certificates to trust, PKCS12 or JKS; the JVM's own by default. */
    public LokiClientBuilder trustStore(Path file, @Nullable String password) {
        trustStore = file;
        trustStorePassword = password;
        return this;
    }

    /** Our own certificate and key, for a server that asks for one. */
    public LokiClientBuilder keyStore(Path file, @Nullable String password) {
        keyStore = file;
        keyStorePassword = password;
        return this;
    }

    /** An HTTP proxy, {@code http://proxy:3128}; by default what the JVM's proxy properties say. */
    public LokiClientBuilder proxy(String value) {
        proxy = value;
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

    /** What happens when the queue is full; {@link Overflow#DROP_NEWEST} by default. */
    public LokiClientBuilder overflow(Overflow value) {
        overflow = value;
        return this;
    }

    /** How long {@link Overflow#BLOCK} makes a caller wait; 100 ms by default, up to a minute. */
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

    /** Who hears what an operator should know; nobody by default. */
    public LokiClientBuilder listener(ClientListener value) {
        listener = value;
        return this;
    }

    /** Every fault, as {@code property "value": rule; way out}; empty when the settings are good. Reads key
     * stores, connects to nothing. */
    public List<String> faults() {
        Faults faults = new Faults();
        check(faults);
        readTls(faults);
        return faults.all();
    }

    /**
     * Starts a client. It connects when there is something to send: Loki need not be there yet.
     *
     * @throws IllegalArgumentException that lists every fault
     */
    public LokiClient build() {
        Faults faults = new Faults();
        check(faults);
        Tls tls = readTls(faults);
        if (!faults.all().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults.all()));
        }
        Endpoint endpoint = Endpoint.parse(url);
        Settings settings = settings(endpoint);
        Notices notices = new Notices(listener, Time.SYSTEM);
        SenderSettings sender = new SenderSettings(
                endpoint.pushUrl(),
                authorization(endpoint, notices),
                List.copyOf(headers),
                connectTimeout,
                requestTimeout,
                tls,
                proxy == null ? null : parseProxy(proxy),
                LokiThread.pushes());
        Supplier<Sender> senders = () -> new OkHttpSender(sender);
        LokiClient client = new LokiClient(settings, describe(settings, endpoint), senders, notices);
        if (metrics) {
            client.meter(metricsName, message -> notices.warnLater("metrics", message));
        }
        return client;
    }

    private Settings settings(Endpoint endpoint) {
        return new Settings(
                endpoint.pushUrl(),
                tenantId,
                identity(endpoint),
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
                strictOrder);
    }

    /** With credentials and headers, for on many a gateway they are what makes the tenant; hashed, for they are secret. */
    private String identity(Endpoint endpoint) {
        String all = String.join(
                "\n",
                endpoint.pushUrl(),
                tenantId,
                String.valueOf(header(endpoint)),
                String.valueOf(bearerTokenFile),
                String.valueOf(keyStore),
                headers.toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private void check(Faults faults) {
        checkConnection(faults);
        faults.checkRange("maxStreams", maxStreams, 1, 100_000, "", 50);
        faults.checkRange("batchMaxBytes", batchMaxBytes, 1024, MAX_BATCH_BYTES, " bytes", "1 MB");
        faults.checkRange("batchMaxWait", batchMaxWait, TICK, DAY, "1 s");
        faults.checkRange("queueMaxBytes", queueMaxBytes, 64 * 1024, Long.MAX_VALUE, " bytes", "32 MB");
        faults.checkRange("overflowMaxBlock", overflowMaxBlock, TICK, Duration.ofMinutes(1), "100 ms");
        faults.checkRange("maxAge", maxAge, Duration.ofSeconds(1), FOREVER, "7 d");
        faults.checkRange("connectTimeout", connectTimeout, TICK, DAY, "5 s");
        faults.checkRange("requestTimeout", requestTimeout, TICK, DAY, "10 s");
        faults.checkRange("retryMinBackoff", retryMinBackoff, Duration.ofMillis(10), DAY, "500 ms");
        faults.checkRange("retryMaxBackoff", retryMaxBackoff, Duration.ofMillis(10), DAY, "5 s");
        faults.checkRange("shutdownTimeout", shutdownTimeout, Duration.ZERO, DAY, "5 s");
        if (metricsName.isBlank()) {
            faults.add("metricsName", metricsName, "a meter needs a name to tell it by; name it, or leave it out");
        }
        if (retryMinBackoff.compareTo(retryMaxBackoff) > 0) {
            faults.add(
                    "retryMinBackoff",
                    Faults.text(retryMinBackoff),
                    "must not be above retryMaxBackoff, " + Faults.text(retryMaxBackoff) + "; lower it");
        }
    }

    private void checkConnection(Faults faults) {
        try {
            if (!OkHttpSender.isUrl(Endpoint.parse(url).pushUrl())) {
                faults.add(
                        "url",
                        Endpoint.masked(url),
                        "no host of that form can be; write it like http://localhost:3100");
            }
        } catch (IllegalArgumentException e) {
            faults.add("url", Endpoint.masked(url), String.valueOf(e.getMessage()));
        }
        if (!tenantId.isEmpty() && !Tenant.isLegal(tenantId)) {
            faults.add(
                    "tenantId",
                    tenantId,
                    "Loki takes letters, digits and !-_.*'() only, at most 150; ask its operator for the right one");
        }
        if ((bearerToken != null || bearerTokenFile != null) && basicUser != null) {
            faults.add("username", basicUser, "there is a bearer token too and only one can be sent; leave one out");
        }
        if (bearerToken != null && bearerTokenFile != null) {
            faults.add("bearerTokenFile", bearerTokenFile, "there is a bearerToken too; leave one out");
        }
        if (bearerToken != null && !isHeaderText(bearerToken)) {
            faults.add("bearerToken", "***", "a header holds printable ASCII only; check for a line end in it");
        }
        if (bearerTokenFile != null && (Files.isDirectory(bearerTokenFile) || !Files.isReadable(bearerTokenFile))) {
            faults.add("bearerTokenFile", bearerTokenFile, "cannot be read; check the path and its permissions");
        }
        headers.forEach(header -> checkHeader(faults, header));
        if (proxy != null) {
            try {
                parseProxy(proxy);
            } catch (IllegalArgumentException e) {
                faults.add(
                        "proxy",
                        Endpoint.masked(proxy),
                        "not a proxy's address, which has no credentials; write it like http://proxy:3128");
            }
        }
    }

    private void checkHeader(Faults faults, SenderSettings.Header header) {
        String taken = taken(header.name().toLowerCase(Locale.ROOT));
        if (taken != null) {
            faults.add("header", header.name() + ": ***", taken);
        } else if (!header.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            faults.add("header", header.name(), "not a header's name (RFC 9110); write it like X-Name: value");
        } else if (!isHeaderText(header.value())) {
            faults.add("header", header.name() + ": ***", "a header holds printable ASCII only; remove the rest");
        }
    }

    /** Why a header cannot be the user's; null when it can. Names are case-insensitive (RFC 9110). */
    private @Nullable String taken(String name) {
        boolean isAuthorized = basicUser != null || bearerToken != null || bearerTokenFile != null;
        return switch (name) {
            case "content-type", "content-encoding", "content-length", "transfer-encoding", "host", "connection" ->
                "tells Loki how to read a push, and is set with each; remove it";
            case "authorization" -> isAuthorized ? "there are other credentials; write one or the other" : null;
            case "x-scope-orgid" -> tenantId.isEmpty() ? null : "there is a tenantId too; write one or the other";
            default -> null;
        };
    }

    private static boolean isHeaderText(String text) {
        return text.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || c == '\t');
    }

    private static Proxy parseProxy(String text) {
        URI uri = URI.create(text);
        if (!"http".equals(uri.getScheme())
                || uri.getUserInfo() != null
                || uri.getHost() == null
                || uri.getPort() <= 0
                || uri.getPort() > 65535) {
            throw new IllegalArgumentException("not http://host:port");
        }
        // Not resolved here: starting never waits for a name server.
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
    }

    private @Nullable Tls readTls(Faults faults) {
        boolean trusted = isReadable(faults, "trustStore", trustStore, trustStorePassword);
        boolean keyed = isReadable(faults, "keyStore", keyStore, keyStorePassword);
        if ((trustStore == null && keyStore == null) || !trusted || !keyed) {
            return null;
        }
        try {
            return Tls.read(trustStore, trustStorePassword, keyStore, keyStorePassword);
        } catch (GeneralSecurityException | IOException e) {
            // Each store can be opened: what does not fit is the password of the key inside.
            faults.add("keyStore", String.valueOf(keyStore), unreadable(e));
            return null;
        }
    }

    private static boolean isReadable(Faults faults, String property, @Nullable Path file, @Nullable String password) {
        try {
            if (file != null) {
                Tls.check(file, password);
            }
            return true;
        } catch (GeneralSecurityException | IOException e) {
            faults.add(property, file == null ? "" : file, unreadable(e));
            return false;
        }
    }

    private static String unreadable(Exception e) {
        return "cannot be read as PKCS12 or JKS (" + e.getClass().getSimpleName()
                + "); check the path, the format and the password";
    }

    private Supplier<@Nullable String> authorization(Endpoint endpoint, Notices notices) {
        if (bearerTokenFile != null) {
            return new TokenFile(bearerTokenFile, notices);
        }
        String header = header(endpoint);
        return () -> header;
    }

    private @Nullable String header(Endpoint endpoint) {
        if (bearerToken != null) {
            return "Bearer " + bearerToken;
        }
        String credentials = basicUser != null ? basicUser + ":" + basicPassword : endpoint.userInfo();
        return credentials == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private String describe(Settings settings, Endpoint endpoint) {
        StringBuilder text = new StringBuilder("url=").append(endpoint.masked());
        if (!tenantId.isEmpty()) {
            text.append(", tenantId=").append(tenantId);
        }
        text.append(", authorization=").append(authorizationKind(endpoint));
        headers.forEach(header -> text.append(", header=").append(header.name()).append(": ***"));
        if (trustStore != null) {
            text.append(", trustStore=").append(trustStore);
        }
        if (keyStore != null) {
            text.append(", keyStore=").append(keyStore);
        }
        if (proxy != null) {
            text.append(", proxy=").append(Endpoint.masked(proxy));
        }
        return text.append(", maxStreams=")
                .append(settings.maxStreams())
                .append(", batchMaxBytes=")
                .append(Faults.bytes(settings.batchMaxBytes()))
                .append(", batchMaxWait=")
                .append(Faults.text(settings.batchMaxWait()))
                .append(", queueMaxBytes=")
                .append(Faults.bytes(settings.queueMaxBytes()))
                .append(", overflow=")
                .append(settings.overflow().word())
                .append(", maxAge=")
                .append(Faults.text(settings.maxAge()))
                .append(", connectTimeout=")
                .append(Faults.text(connectTimeout))
                .append(", requestTimeout=")
                .append(Faults.text(requestTimeout))
                .append(", retryMinBackoff=")
                .append(Faults.text(settings.retryMinBackoff()))
                .append(", retryMaxBackoff=")
                .append(Faults.text(settings.retryMaxBackoff()))
                .append(", shutdownTimeout=")
                .append(Faults.text(settings.shutdownTimeout()))
                .append(", flushOnExit=")
                .append(settings.flushOnExit())
                .append(", strictOrder=")
                .append(settings.strictOrder())
                .toString();
    }

    private String authorizationKind(Endpoint endpoint) {
        if (bearerTokenFile != null) {
            return "bearer token of a file";
        }
        if (bearerToken != null) {
            return "bearer ***";
        }
        return basicUser != null || endpoint.userInfo() != null ? "basic ***" : "none";
    }
}
