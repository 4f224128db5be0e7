package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.SenderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Request headers of the user's own, as a gateway may ask for. Owned by the builder's thread; values are never shown. */
public final class HeadersConfig {

    private final List<SenderConfig.Header> headers = new ArrayList<>();

    public void add(String name, String value) {
        headers.add(new SenderConfig.Header(name, value));
    }

    List<SenderConfig.Header> all() {
        return List.copyOf(headers);
    }

    void check(ConfigErrors faults, ConnectionConfig connection) {
        headers.forEach(header -> check(faults, header, connection));
    }

    private static void check(ConfigErrors faults, SenderConfig.Header header, ConnectionConfig connection) {
        String taken = taken(header.name().toLowerCase(Locale.ROOT), connection);
        if (taken != null) {
            faults.add("header", header.name() + ": ***", taken);
        } else if (!header.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            faults.add("header", header.name(), "not a header's name (RFC 9110); write it like X-Name: value");
        } else if (!isText(header.value())) {
            faults.add("header", header.name() + ": ***", "a header holds printable ASCII only; remove the rest");
        }
    }

    /** Why a header cannot be the user's; null when it can. Names are case-insensitive (RFC 9110). */
    private static @Nullable String taken(String name, ConnectionConfig connection) {
        return switch (name) {
            case "content-type", "content-encoding", "content-length", "transfer-encoding", "host", "connection" ->
                "tells Loki how to read a push, and is set with each; remove it";
            case "authorization" ->
                connection.credentials.areSet() ? "there are other credentials; write one or the other" : null;
            case "x-scope-orgid" ->
                connection.tenantId.isEmpty() ? null : "there is a tenantId too; write one or the other";
            default -> null;
        };
    }

    static boolean isText(String text) {
        return text.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || c == '\t');
    }

    /** The value of a header; empty when there is none. */
    String value(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(SenderConfig.Header::value)
                .findFirst()
                .orElse("");
    }

    void describe(StringBuilder text) {
        headers.forEach(header -> text.append(", header=").append(header.name()).append(": ***"));
    }
}
