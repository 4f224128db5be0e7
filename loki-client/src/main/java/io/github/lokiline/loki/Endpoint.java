package io.github.lokiline.loki;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The url as it was configured, taken apart. Immutable.
 *
 * <pre>
 * http://localhost:3100                 pushes go to http://localhost:3100/loki/api/v1/push
 * https://user:secret@logs.example/push pushes go to https://logs.example/push with Basic credentials
 * </pre>
 *
 * @param pushUrl where pushes go, without credentials
 * @param userInfo {@code user:password}, decoded; null for none
 */
record Endpoint(String pushUrl, @Nullable String userInfo) {

    private static final String PUSH_PATH = "/loki/api/v1/push";

    /** @throws IllegalArgumentException that says the rule and the way out, without showing credentials */
    static Endpoint parse(String url) {
        int scheme = url.indexOf("://");
        String name = scheme < 0 ? "" : url.substring(0, scheme).toLowerCase(Locale.ROOT);
        if (!name.equals("http") && !name.equals("https")) {
            throw new IllegalArgumentException("no scheme Loki speaks; start it with http:// or https://");
        }
        URI uri = uri(url);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("no host in it; write it like http://localhost:3100");
        }
        if (uri.getPort() > 65535 || uri.getPort() == 0) {
            throw new IllegalArgumentException("no such port; a port is 1 to 65535");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a fragment is never sent; leave out the # and what follows");
        }
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return new Endpoint(
                name + "://" + host(uri) + (path.isEmpty() || path.equals("/") ? PUSH_PATH : path)
                        + (query == null ? "" : "?" + query),
                uri.getUserInfo());
    }

    /** The url for people: without credentials and query. */
    static String masked(String url) {
        return url.replaceAll("(?<=//)[^/@]*@", "***@").replaceAll("\\?.*", "?***");
    }

    String masked() {
        return masked(userInfo == null ? pushUrl : pushUrl.replaceFirst("//", "//user@"));
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
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
