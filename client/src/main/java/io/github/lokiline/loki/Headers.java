package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.SenderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Request headers of the user's own, as a gateway may ask for. Owned by the builder's thread; values are never shown. */
final class Headers {

    private final List<SenderSettings.Header> headers = new ArrayList<>();

    void add(String name, String value) {
        headers.add(new SenderSettings.Header(name, value));
    }

    List<SenderSettings.Header> all() {
        return List.copyOf(headers);
    }

    void check(Faults faults, Connection connection) {
        headers.forEach(header -> check(faults, header, connection));
    }

    private static void check(Faults faults, SenderSettings.Header header, Connection connection) {
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
    private static @Nullable String taken(String name, Connection connection) {
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
                .map(SenderSettings.Header::value)
                .findFirst()
                .orElse("");
    }

    void describe(StringBuilder text) {
        headers.forEach(header -> text.append(", header=").append(header.name()).append(": ***"));
    }
}
