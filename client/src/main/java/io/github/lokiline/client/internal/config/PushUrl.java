package io.github.lokiline.client.internal.config;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the configured URL. Immutable.
 *
 * <pre>
 * http://localhost:3100                 pushes go to http://localhost:3100/loki/api/v1/push
 * https://user:secret@logs.example/push pushes go to https://logs.example/push with Basic credentials
 * </pre>
 *
 * @param pushUrl the address of pushes, without credentials
 * @param userInfo {@code user:password}, decoded; null for none
 */
public record PushUrl(String pushUrl, @Nullable String userInfo) {
    /** Used instead of {@link URI#getHost()}, which rejects underscores; names of containers often have them. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:([^@]*)@)?(\\[[^]]+]|[^:@\\[\\]]+)(?::(\\d+))?");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    private static final String PUSH_PATH = "/loki/api/v1/push";

    /**
     * Parses the {@code url} property.
     *
     * @throws IllegalArgumentException if the url is invalid; the message names the rule and the fix, never credentials
     */
    public static PushUrl parse(String written) {
        String url = repaired(written);
        String name = url.substring(0, Math.max(0, url.indexOf("://")));
        if (!name.equals("http") && !name.equals("https")) {
            throw new IllegalArgumentException("no scheme Loki speaks; start it with http:// or https://");
        }
        URI uri = uri(url);
        Matcher authority = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        if (!authority.matches()) {
            throw new IllegalArgumentException("no host in it; write it like http://localhost:3100");
        }
        String port = authority.group(3);
        if (port != null && (port.length() > 5 || Integer.parseInt(port) > 65535 || Integer.parseInt(port) == 0)) {
            throw new IllegalArgumentException("no such port; a port is 1 to 65535");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a fragment is never sent; leave out the # and what follows");
        }
        if (!isHost(authority.group(2))) {
            throw new IllegalArgumentException("no host of that form can be; write it like http://localhost:3100");
        }
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return new PushUrl(
                name + "://" + authority.group(2) + (port == null ? "" : ":" + port)
                        + path(path)
                        + (query == null ? "" : "?" + query),
                decoded(authority.group(1)));
    }

    /** Returns a URL without blanks around it, its scheme in lower case: the HTTP clients decide by it whether to encrypt. */
    static String repaired(String written) {
        String url = written.strip();
        int scheme = Math.max(0, url.indexOf("://"));
        return url.substring(0, scheme).toLowerCase(Locale.ROOT) + url.substring(scheme);
    }

    /** Returns the path without doubled and trailing slashes, which Loki would answer with 404. */
    private static String path(String written) {
        String path = written.replaceAll("/{2,}", "/").replaceFirst("/$", "");
        return path.isEmpty() ? PUSH_PATH : path;
    }

    /**
     * Returns a warning if blanks or slashes of the {@code url} property are left out.
     *
     * @return null if the url is used as written
     * @throws IllegalArgumentException if the url is invalid
     */
    public static @Nullable String repairWarning(String url) {
        String path = uri(url.strip()).getRawPath();
        boolean isUsedAsWritten =
                url.equals(url.strip()) && (path.equals("/") || path(path).equals(path) || path.isEmpty());
        return isUsedAsWritten
                ? null
                : "url \"" + masked(url) + "\": has a blank or a slash too many; entries go to "
                        + parse(url).shown() + "; correct it in the configuration";
    }

    /** Returns whether a text is a name as DNS and container networks have them, or an address. */
    private static boolean isHost(String host) {
        boolean isAddress = host.startsWith("[") && host.indexOf(':') > 0;
        // Most names are ASCII, and IDN reads tables of 70 KB when it is first used.
        return isAddress
                || HOST.matcher(host).matches()
                || HOST.matcher(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED)).matches();
    }

    String scheme() {
        return pushUrl.substring(0, pushUrl.indexOf(':'));
    }

    /** Returns the host, an IPv6 address without its brackets. */
    String host() {
        Matcher authority = AUTHORITY.matcher(pushUrl.split("[/?]", 4)[2]);
        return authority.matches() ? authority.group(2).replaceAll("[\\[\\]]", "") : "";
    }

    /** Returns the address without credentials and query. */
    public String shown() {
        return pushUrl.replaceFirst("\\?.*", "");
    }

    /** Leaves out credentials and query. */
    @Override
    public String toString() {
        return masked();
    }

    /** Returns any text of a URL for messages, without possible credentials (up to the last {@code @}) and query. */
    static String masked(String url) {
        int scheme = url.indexOf("://");
        int at = url.lastIndexOf('@');
        String start = scheme < 0 || scheme > at ? "" : url.substring(0, scheme + 3);
        String shown = at < 0 ? url : start + "***" + url.substring(at);
        int query = shown.indexOf('?');
        return query < 0 ? shown : shown.substring(0, query) + "?***";
    }

    String masked() {
        return masked(userInfo == null ? pushUrl : pushUrl.replaceFirst("//", "//user@"));
    }

    /** Decodes percent escapes; {@code +} is an ordinary character, unlike in a form. */
    private static @Nullable String decoded(@Nullable String userInfo) {
        return userInfo == null ? null : URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "not a url (" + e.getReason() + "); write it like http://localhost:3100", e);
        }
    }
}
