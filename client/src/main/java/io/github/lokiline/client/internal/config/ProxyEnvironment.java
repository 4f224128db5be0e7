package io.github.lokiline.client.internal.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, in the variables that curl reads: {@code https_proxy}, {@code http_proxy},
 * {@code all_proxy} and {@code no_proxy}, also in capitals; the small letters win. Immutable.
 *
 * <p>Unlike curl, it reads {@code HTTP_PROXY} in capitals too, which only a CGI program cannot trust, and never chooses a
 * proxy for a loopback address.
 */
final class ProxyEnvironment {
    /** The port of a proxy that names none, as in curl. */
    private static final int DEFAULT_PORT = 1080;

    private final Map<String, String> variables;
    private final List<String> excluded;

    ProxyEnvironment(Map<String, String> variables) {
        this.variables = variables;
        this.excluded = List.of(value("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+"));
    }

    /**
     * Returns the proxy for a host; null for none.
     *
     * @throws IllegalArgumentException if the variable names no HTTP proxy; the message names the variable only
     */
    @Nullable
    ProxyAddress proxy(String scheme, String host) {
        if (isExcluded(host)) {
            return null;
        }
        String variable = value(scheme + "_proxy").isEmpty() ? "all_proxy" : scheme + "_proxy";
        String text = value(variable);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return ProxyAddress.parse(withSchemeAndPort(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable.toUpperCase(Locale.ROOT), e);
        }
    }

    private String value(String name) {
        String small = variables.get(name);
        String value = small == null ? variables.get(name.toUpperCase(Locale.ROOT)) : small;
        return value == null ? "" : value.strip();
    }

    private static String withSchemeAndPort(String text) {
        String url = text.contains("://") ? text : "http://" + text;
        String withoutSlash = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return withoutSlash.matches(".*:\\d+") ? withoutSlash : withoutSlash + ":" + DEFAULT_PORT;
    }

    private boolean isExcluded(String name) {
        String host = name.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
        return isLoopback(host) || excluded.stream().anyMatch(entry -> matches(entry, host));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || host.startsWith("127.");
    }

    private static boolean matches(String entry, String host) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.indexOf('/') > 0) {
            return isInNetwork(entry.substring(0, entry.indexOf('/')), entry.substring(entry.indexOf('/') + 1), host);
        }
        String domain = entry.replaceAll("^\\.|\\.$", "");
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    private static boolean isInNetwork(String network, String bits, String host) {
        byte[] start = address(network);
        byte[] address = address(host);
        if (start.length == 0 || start.length != address.length || !bits.matches("\\d{1,3}")) {
            return false;
        }
        int length = Math.min(Integer.parseInt(bits), start.length * 8);
        int whole = length / 8;
        int rest = length % 8;
        return Arrays.equals(start, 0, whole, address, 0, whole)
                && (rest == 0 || ((start[whole] ^ address[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0);
    }

    /** Returns the bytes of a numeric address; none for a name, which is never looked up. */
    private static byte[] address(String text) {
        if (!text.matches("[0-9.]+") && text.indexOf(':') < 0) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
