package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.SenderConfig;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Additional request headers, as a gateway may require them. Owned by the thread that configures; values are never shown. */
record HeadersConfig(OptionValues values) {
    List<SenderConfig.Header> all() {
        List<SenderConfig.Header> headers = values.find(ClientOptions.HEADER);
        return headers == null ? List.of() : headers;
    }

    void check(ConfigErrors errors, CredentialsConfig credentials) {
        for (SenderConfig.Header header : all()) {
            check(errors, header, credentials);
        }
    }

    private void check(ConfigErrors errors, SenderConfig.Header header, CredentialsConfig credentials) {
        String conflict = conflict(header.name().toLowerCase(Locale.ROOT), credentials);
        if (conflict != null) {
            errors.add("header", header.name() + ": ***", conflict);
        } else if (!header.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            errors.add("header", header.name(), "not a header's name (RFC 9110); write it like X-Name: value");
        } else if (!isText(header.value())) {
            errors.add("header", header.name() + ": ***", "a header holds printable ASCII only; remove the rest");
        }
    }

    /** Returns the reason why a header cannot be set; null if it can. Names are case-insensitive (RFC 9110). */
    private @Nullable String conflict(String name, CredentialsConfig credentials) {
        return switch (name) {
            case "content-type", "content-encoding", "content-length", "transfer-encoding", "host", "connection" ->
                "tells Loki how to read a push, and is set with each; remove it";
            case "authorization" -> credentials.areSet() ? "there are other credentials; write one or the other" : null;
            case "x-scope-orgid" ->
                values.isSet(ClientOptions.TENANT_ID) ? "there is a tenantId too; write one or the other" : null;
            default -> null;
        };
    }

    static boolean isText(String text) {
        return text.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || c == '\t');
    }

    /** Returns the value of a header; empty if it is not set. */
    String value(String name) {
        for (SenderConfig.Header header : all()) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return "";
    }

    /** Returns a text that is equal for equal headers; it holds secrets. */
    String identity() {
        StringBuilder text = new StringBuilder();
        for (SenderConfig.Header header : all()) {
            text.append(header.name()).append('=').append(header.value()).append('\n');
        }
        return text.toString();
    }

    void describe(StringBuilder text) {
        for (SenderConfig.Header header : all()) {
            text.append(", header=").append(header.name()).append(": ***");
        }
    }
}
