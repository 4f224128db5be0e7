package io.github.lokiline.appender;

import io.github.lokiline.client.internal.config.ClientOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The properties of an appender as the user wrote them, before they are parsed. Owned by the thread that configures. */
public final class RawProperties {
    /** The name of the appender in its framework; not an option, but set like one. */
    public static final String APPENDER_NAME = "name";

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> headers = new ArrayList<>();

    /** Sets a property; null for not set. */
    public void set(String name, @Nullable String text) {
        if (text == null) {
            texts.remove(name);
        } else {
            texts.put(name, text);
        }
    }

    /** Returns the text of a property; null if it is not set. */
    public @Nullable String get(String name) {
        return texts.get(name);
    }

    /** Adds a request header, {@code Name: value}. */
    public void addHeader(String header) {
        headers.add(header);
    }

    public List<String> headers() {
        return List.copyOf(headers);
    }

    /** Returns url, labels and tenant: two appenders that share them store the same event twice. */
    public List<String> destination() {
        return Stream.of(ClientOptions.URL, AppenderOptions.LABELS, ClientOptions.TENANT_ID)
                .map(option ->
                        Objects.requireNonNullElse(get(option.name()), "").strip())
                .toList();
    }
}
