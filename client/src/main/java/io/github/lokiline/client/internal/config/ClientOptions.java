package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.FsyncPolicy;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.http.SenderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of the options of delivery: name, type, range, default and description of each are defined here and nowhere else.
 * The builder, the checks, the effective settings and the text properties of the appenders use it; the setters of the
 * appenders, Spring's configuration metadata and the documentation are checked against it by tests. Stateless.
 */
public final class ClientOptions {
    /** In the order of their declarations: first those of the connection, up to the HTTP client. */
    private static final List<Option<?>> ALL = new ArrayList<>();

    private static final OptionType<String> TEXT = new OptionType.Text();
    private static final OptionType<Boolean> FLAG = new OptionType.Flag();
    private static final OptionType<Path> FILE = new OptionType.FilePath("a file");

    static final String OKHTTP = "okhttp";

    private static final Duration DAY = Duration.ofDays(1);
    private static final OptionType<Duration> UP_TO_A_DAY = new OptionType.Time(Duration.ofMillis(1), DAY);
    private static final OptionType<Duration> BACKOFF = new OptionType.Time(Duration.ofMillis(10), DAY);
    private static final OptionType<Duration> AGE = new OptionType.Time(Duration.ofSeconds(1), Duration.ofDays(3650));

    /** Loki forwards a push in a message of at most 4 MB ({@code grpc_server_max_recv_msg_size}), else it answers 500. */
    private static final long MAX_BATCH_BYTES = 3_500_000;

    public static final Option<String> URL = add(Option.of(
            "url",
            TEXT,
            "http://localhost:3100",
            "URL of Loki. An empty path or `/` means `/loki/api/v1/push`, any other path is used as written."
                    + " `user:password@` becomes Basic credentials and is masked everywhere."));

    public static final Option<String> TENANT_ID = add(Option.withoutDefault(
            "tenantId", TEXT, "Tenant, sent as `X-Scope-OrgID`. May be a pattern such as `%X{tenant_id}`."));

    public static final Option<String> USERNAME =
            add(Option.withoutDefault("username", TEXT, "User of Basic authentication."));

    public static final Option<String> PASSWORD =
            add(Option.withoutDefault("password", TEXT, "Password of Basic authentication.")
                    .asSecret());

    public static final Option<String> BEARER_TOKEN =
            add(Option.withoutDefault("bearerToken", TEXT, "Token, sent as `Authorization: Bearer`.")
                    .asSecret());

    public static final Option<Path> BEARER_TOKEN_FILE = add(Option.withoutDefault(
            "bearerTokenFile", FILE, "File with the bearer token. It is read again when it changes."));

    public static final Option<String> OAUTH_TOKEN_URL = add(Option.withoutDefault(
            "oauthTokenUrl",
            TEXT,
            "URL where tokens are fetched with OAuth 2 client credentials. A token is used until shortly before it expires,"
                    + " and fetched again after a 401."));

    public static final Option<String> OAUTH_CLIENT_ID =
            add(Option.withoutDefault("oauthClientId", TEXT, "Client id for `oauthTokenUrl`."));

    public static final Option<String> OAUTH_CLIENT_SECRET =
            add(Option.withoutDefault("oauthClientSecret", TEXT, "Client secret for `oauthTokenUrl`.")
                    .asSecret());

    public static final Option<String> OAUTH_SCOPE = add(
            Option.withoutDefault("oauthScope", TEXT, "Scopes of the token, separated by blanks; none by default."));

    public static final Option<List<SenderConfig.Header>> HEADER = add(Option.withoutDefault(
                    "header",
                    new OptionType.Headers(),
                    "Additional request header, written as `Name: value`. May be repeated.")
            .asSecret());

    public static final Option<Path> TRUST_STORE =
            add(Option.withoutDefault("trustStore", FILE, "File with the certificates to trust, PKCS12 or JKS.")
                    .withDefaultText("the JVM's"));

    public static final Option<String> TRUST_STORE_PASSWORD =
            add(Option.withoutDefault("trustStorePassword", TEXT, "Password of `trustStore`.")
                    .asSecret());

    public static final Option<Path> KEY_STORE = add(Option.withoutDefault(
            "keyStore", FILE, "File with the certificate and the key of this client, PKCS12 or JKS."));

    public static final Option<String> KEY_STORE_PASSWORD =
            add(Option.withoutDefault("keyStorePassword", TEXT, "Password of `keyStore`.")
                    .asSecret());

    public static final Option<Path> TRUST_CERTIFICATES = add(Option.withoutDefault(
                    "trustCertificates",
                    FILE,
                    "PEM file with the certificates to trust, in place of `trustStore`. It is read again when it changes.")
            .withDefaultText("the JVM's"));

    public static final Option<Path> CLIENT_CERTIFICATE = add(Option.withoutDefault(
            "clientCertificate",
            FILE,
            "PEM file with the certificate of this client and its issuers, in place of `keyStore`. It is read again when it"
                    + " changes."));

    public static final Option<Path> CLIENT_KEY = add(Option.withoutDefault(
            "clientKey", FILE, "PEM file with the unencrypted key of `clientCertificate`, RSA or EC."));

    public static final Option<String> PROXY =
            add(Option.withoutDefault("proxy", TEXT, "HTTP proxy, such as `http://proxy:3128`.")
                    .withDefaultText("the JVM's"));

    public static final Option<String> PROXY_USERNAME =
            add(Option.withoutDefault("proxyUsername", TEXT, "User of the proxy (Basic authentication)."));

    public static final Option<String> PROXY_PASSWORD =
            add(Option.withoutDefault("proxyPassword", TEXT, "Password of `proxyUsername`.")
                    .asSecret());

    public static final Option<Boolean> PROXY_FROM_ENVIRONMENT = add(Option.of(
            "proxyFromEnvironment",
            FLAG,
            true,
            "Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` as curl does, if neither `proxy` nor the JVM names"
                    + " a proxy."));

    public static final Option<String> HTTP_CLIENT = add(Option.of(
            "httpClient",
            new OptionType.Choice<>(List.of(OKHTTP, "jdk"), word -> word),
            OKHTTP,
            "HTTP client: `okhttp`, or `jdk` for `java.net.http`, which is also used if OkHttp is missing or does not fit the"
                    + " other jars."));

    public static final Option<Integer> MAX_STREAMS = add(Option.of(
            "maxStreams",
            new OptionType.Count(1, 100_000),
            50,
            "Maximum number of active label sets per tenant. Beyond it, the label with the most values is sent as"
                    + " `other` and its value as structured metadata. The same applies to a label that has had four"
                    + " times as many values over time, however few are active at once."));

    public static final Option<Long> BATCH_MAX_BYTES = add(Option.of(
            "batchMaxBytes",
            new OptionType.Size(1024L, MAX_BATCH_BYTES),
            1L << 20,
            "Size of its entries, before compression, at which a batch is sent."));

    public static final Option<Duration> BATCH_MAX_WAIT = add(Option.of(
            "batchMaxWait",
            UP_TO_A_DAY,
            Duration.ofSeconds(1),
            "Maximum time that a batch waits to fill. An ERROR closes its batch at once."));

    public static final Option<Long> QUEUE_MAX_BYTES = add(Option.of(
            "queueMaxBytes",
            new OptionType.Size(64L * 1024, Long.MAX_VALUE),
            32L << 20,
            "Maximum memory for entries that Loki has not accepted yet, never more than a quarter of the heap. The last"
                    + " quarter of it is reserved for WARN and above."));

    public static final Option<OverflowPolicy> OVERFLOW = add(Option.of(
            "overflow",
            new OptionType.Choice<>(List.of(OverflowPolicy.values()), OverflowPolicy::word),
            OverflowPolicy.DROP_NEWEST,
            "Policy for a full queue: `dropNewest` refuses the new entry, `dropOldest` drops the oldest entries,"
                    + " `block` makes the logging thread wait."));

    public static final Option<Duration> OVERFLOW_MAX_BLOCK = add(Option.of(
            "overflowMaxBlock",
            new OptionType.Time(Duration.ofMillis(1), Duration.ofMinutes(1)),
            Duration.ofMillis(100),
            "Maximum time that `block` makes a logging thread wait."));

    public static final Option<Duration> MAX_AGE = add(Option.of(
            "maxAge",
            AGE,
            Duration.ofDays(7),
            "Age at which queued entries are dropped, because Loki would reject them (`reject_old_samples_max_age`)."));

    public static final Option<Duration> CONNECT_TIMEOUT =
            add(Option.of("connectTimeout", UP_TO_A_DAY, Duration.ofSeconds(5), "Timeout for opening a connection."));

    public static final Option<Duration> REQUEST_TIMEOUT = add(Option.of(
            "requestTimeout",
            UP_TO_A_DAY,
            Duration.ofSeconds(10),
            "Timeout for a whole push. Loki itself gives up after 5 s (`remote_timeout`)."));

    public static final Option<Duration> RETRY_MIN_BACKOFF = add(Option.of(
            "retryMinBackoff",
            BACKOFF,
            Duration.ofMillis(500),
            "Maximum wait after the first failure. It doubles with each further failure; the wait itself is a random"
                    + " part of it."));

    public static final Option<Duration> RETRY_MAX_BACKOFF =
            add(Option.of("retryMaxBackoff", BACKOFF, Duration.ofSeconds(5), "Maximum wait between two attempts."));

    public static final Option<Duration> SHUTDOWN_TIMEOUT = add(Option.of(
            "shutdownTimeout",
            new OptionType.Time(Duration.ZERO, DAY),
            Duration.ofSeconds(5),
            "Maximum time to deliver queued entries when stopping."));

    public static final Option<Boolean> FLUSH_ON_EXIT =
            add(Option.of("flushOnExit", FLAG, true, "Delivers queued entries in a JVM shutdown hook."));

    public static final Option<Boolean> STRICT_ORDER = add(Option.of(
            "strictOrder",
            FLAG,
            false,
            "Moves each entry behind the one before it in its stream, for tenants that reject any out-of-order entry"
                    + " (`unordered_writes: false`)."));

    public static final Option<Path> SPOOL_DIRECTORY = add(Option.withoutDefault(
            "spoolDirectory",
            new OptionType.FilePath("a directory"),
            "Directory for entries that Loki does not accept yet, so that they survive the process. Several processes may"
                    + " share it. Without it, entries wait in memory only."));

    public static final Option<Long> SPOOL_MAX_BYTES = add(Option.of(
            "spoolMaxBytes",
            new OptionType.Size(16L << 20, 1L << 40),
            1L << 30,
            "Maximum size of the spool. Beyond it, the oldest entries are dropped first."));

    public static final Option<Duration> SPOOL_MAX_AGE =
            add(Option.of("spoolMaxAge", AGE, Duration.ofDays(7), "Age at which entries in the spool are dropped."));

    public static final Option<FsyncPolicy> SPOOL_FSYNC = add(Option.of(
            "spoolFsync",
            new OptionType.Choice<>(List.of(FsyncPolicy.values()), FsyncPolicy::word),
            FsyncPolicy.INTERVAL,
            "When spooled entries are forced to the disk: `none`, `interval` (every 500 ms) or `always`. A killed process"
                    + " loses nothing with any of them, a power cut may."));

    public static final Option<Path> DEAD_LETTER_FILE = add(Option.withoutDefault(
            "deadLetterFile",
            FILE,
            "File for entries that Loki rejects for good, one JSON object a line. Above 10 MB it is renamed to `.1`."));

    public static final Option<Boolean> METRICS = add(Option.of(
            "metrics",
            FLAG,
            true,
            "Publishes the meters `lokiline.*` in Micrometer's global registry, if Micrometer is present."));

    /** The name of the meters. Missing in {@link #all()}, because an appender has a name already. */
    public static final Option<String> METRICS_NAME =
            Option.of("metricsName", TEXT, "lokiline", "Value of the tag `client` of the meters.");

    /** The number of options of the connection, which are the first ones. */
    private static final int CONNECTION_OPTIONS = ALL.indexOf(HTTP_CLIENT) + 1;

    private ClientOptions() {}

    /** Returns the options that every configuration has, in the order of the documentation. */
    public static List<Option<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Returns the options that decide how pushes are sent. */
    static List<Option<?>> ofSender() {
        return Stream.concat(all().subList(0, CONNECTION_OPTIONS).stream(), Stream.of(CONNECT_TIMEOUT, REQUEST_TIMEOUT))
                .toList();
    }

    /** Returns the options whose values the effective settings show as they are, in that order. */
    static List<Option<?>> delivery() {
        return all().subList(CONNECTION_OPTIONS, ALL.size());
    }

    private static <T> Option<T> add(Option<T> option) {
        ALL.add(option);
        return option;
    }
}
