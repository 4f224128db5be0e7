package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.FsyncPolicy;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiClientBuilder;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.json.spi.PropertyParser;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands the properties that concern delivery to a client's builder, each in its type. Owned by the thread that starts
 * the appender. A property that is not set, or wrong, leaves the builder's default; the builder itself checks ranges.
 */
public final class ClientPropertiesMapper {
    /** No bound of ours: each property has its own, which the builder checks and tells. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private static final String HIDDEN = "***";

    private final RawProperties raw;
    private final PropertyParser settings;
    private final LokiClientBuilder builder = LokiClient.builder();

    private ClientPropertiesMapper(RawProperties raw, PropertyParser settings) {
        this.raw = raw;
        this.settings = settings;
    }

    public static LokiClientBuilder read(RawProperties raw, PropertyParser settings, DeliveryListener listener) {
        ClientPropertiesMapper properties = new ClientPropertiesMapper(raw, settings);
        properties.endpoint();
        properties.transport();
        properties.batching();
        properties.patience();
        properties.spool();
        properties.metrics();
        return properties.builder.listener(listener);
    }

    private void endpoint() {
        text("url", builder::url);
        text("bearerToken", builder::bearerToken);
        path("bearerTokenFile", "write the path of a file", builder::bearerTokenFile);
        basicAuth();
        raw.headers().forEach(this::header);
    }

    private void transport() {
        store("trustStore", builder::trustStore);
        store("keyStore", builder::keyStore);
        text("proxy", builder::proxy);
        duration("connectTimeout", builder::connectTimeout);
        duration("requestTimeout", builder::requestTimeout);
    }

    private void batching() {
        String streams = raw.get("maxStreams");
        if (isSet(streams)) {
            builder.maxStreams(settings.integer("maxStreams", streams, 50, 1, 100_000));
        }
        bytes("batchMaxBytes", builder::batchMaxBytes);
        duration("batchMaxWait", builder::batchMaxWait);
        bytes("queueMaxBytes", builder::queueMaxBytes);
        choice("overflow", OverflowPolicy.class, OverflowPolicy::word, builder::overflow);
        duration("overflowMaxBlock", builder::overflowMaxBlock);
        flag("strictOrder", builder::strictOrder);
    }

    private void patience() {
        duration("maxAge", builder::maxAge);
        duration("retryMinBackoff", builder::retryMinBackoff);
        duration("retryMaxBackoff", builder::retryMaxBackoff);
        duration("shutdownTimeout", builder::shutdownTimeout);
        flag("flushOnExit", builder::flushOnExit);
    }

    private void spool() {
        path("spoolDirectory", "write the path of a directory", builder::spoolDirectory);
        bytes("spoolMaxBytes", builder::spoolMaxBytes);
        duration("spoolMaxAge", builder::spoolMaxAge);
        path("deadLetterFile", "write the path of a file", builder::deadLetterFile);
        choice("spoolFsync", FsyncPolicy.class, FsyncPolicy::word, builder::spoolFsync);
    }

    private void metrics() {
        flag("metrics", builder::metrics);
        String name = raw.get(RawProperties.APPENDER_NAME);
        if (name != null && !name.isBlank()) {
            builder.metricsName(name);
        }
    }

    private void text(String name, Consumer<String> setter) {
        String value = settings.text(name, raw.get(name), "");
        if (!value.isEmpty()) {
            setter.accept(value);
        }
    }

    private void duration(String name, Consumer<Duration> setter) {
        Duration none = Duration.ofNanos(-1);
        Duration value = settings.duration(name, raw.get(name), none, Duration.ZERO, LONGEST);
        if (!value.equals(none)) {
            setter.accept(value);
        }
    }

    private void bytes(String name, Consumer<Long> setter) {
        long value = settings.bytes(name, raw.get(name), -1, 0, Long.MAX_VALUE);
        if (value >= 0) {
            setter.accept(value);
        }
    }

    private void flag(String name, Consumer<Boolean> setter) {
        String value = raw.get(name);
        if (isSet(value)) {
            setter.accept(settings.bool(name, value, true));
        }
    }

    private <T extends Enum<T>> void choice(String name, Class<T> type, Function<T, String> word, Consumer<T> setter) {
        List<T> all = List.of(type.getEnumConstants());
        List<String> words = all.stream().map(word).toList();
        String chosen = settings.choice(name, raw.get(name), "", words);
        if (!chosen.isEmpty()) {
            setter.accept(all.get(words.indexOf(chosen)));
        }
    }

    private void basicAuth() {
        String username = settings.text("username", raw.get("username"), "");
        String password = settings.text("password", raw.get("password"), "");
        if (username.isEmpty() && !password.isEmpty()) {
            settings.fault("password", HIDDEN, "a password without a username", "set username, or remove it");
        } else if (!username.isEmpty() && !isSet(raw.get("password"))) {
            settings.fault("username", username, "a username without a password", "set password, or remove it");
        } else if (!username.isEmpty()) {
            builder.basicAuth(username, password);
        }
    }

    private void header(String text) {
        String header = settings.text("header", text, "");
        String name = header.substring(0, Math.max(0, header.indexOf(':'))).strip();
        // A name is told in faults, so it must be one: a value may be in front of its first colon, too.
        if (!name.isEmpty() && name.indexOf(' ') < 0) {
            builder.header(name, header.substring(header.indexOf(':') + 1).strip());
        } else if (!header.isEmpty()) {
            settings.fault("header", HIDDEN, "no name before a colon", "write Name: value");
        }
    }

    private void store(String name, BiConsumer<Path, @Nullable String> setter) {
        String password = settings.text(name + "Password", raw.get(name + "Password"), "");
        if (!isSet(raw.get(name)) && !password.isEmpty()) {
            settings.fault(name + "Password", HIDDEN, "a password without its store", "set " + name);
        }
        path(name, "write the path of a file", path -> setter.accept(path, password.isEmpty() ? null : password));
    }

    private void path(String name, String wayOut, Consumer<Path> setter) {
        String text = settings.text(name, raw.get(name), "").strip();
        try {
            if (!text.isEmpty()) {
                setter.accept(Path.of(text));
            }
        } catch (InvalidPathException e) {
            settings.fault(name, text, "no path on this system", wayOut);
        }
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
