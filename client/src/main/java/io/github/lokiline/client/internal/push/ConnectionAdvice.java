package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.http.PushResponse;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Describes a failed push for an operator: method, URL without query, the response, and how to correct its likely cause.
 * Stateless.
 *
 * <pre>
 * POST http://loki:3200/loki/api/v1/push: no answer (ConnectException: Connection refused); nothing listens there: ...
 * </pre>
 */
final class ConnectionAdvice {
    private static final String PUSH_PATH = "/loki/api/v1/push";

    private static final String CHECK_PROXY =
            "check proxy, the JVM's https.proxyHost, and HTTPS_PROXY; NO_PROXY names hosts to reach without it";

    private ConnectionAdvice() {}

    /** Returns the description of a response to a push to {@code url}. */
    static String text(String url, PushResponse response) {
        String shown = url.replaceFirst("\\?.*", "");
        String fix = response.failure() == null ? ofStatus(shown, response) : ofFailure(shown, response.failure());
        return "POST " + shown + ": " + ResponseExcerpt.excerpt(response) + (fix.isEmpty() ? "" : "; " + fix);
    }

    private static String ofStatus(String url, PushResponse response) {
        String body = response.lowerCaseBody();
        return switch (response.status()) {
            case 400 ->
                body.contains("http request") && body.contains("https")
                        ? "this port speaks TLS: write https:// in url"
                        : "";
            case 401 ->
                body.contains("no org id")
                        ? "Loki has tenants: set tenantId"
                        : "set username and password, or bearerToken, or renew them";
            case 403 -> "these credentials may not write, or not for this tenant: check tenantId, ask Loki's operator";
            case 404, 405 -> ofPath(url);
            case 407 -> "the proxy wants credentials: set proxyUsername and proxyPassword";
            case 301, 302, 303, 307, 308 -> "a push follows no redirect: set url to the target, often https://";
            case 408, 425 -> "";
            default -> response.status() > 499 ? "" : "check url, tenantId and credentials";
        };
    }

    private static String ofPath(String url) {
        int first = url.indexOf(PUSH_PATH);
        if (first >= 0 && url.indexOf(PUSH_PATH, first + 1) > 0) {
            return "the path occurs twice in url: write it once, or none";
        }
        return first < 0
                ? "the path is sent as written in url: append " + PUSH_PATH + " if this is Loki's address"
                : "this server has no such path: check host and port in url, and the gateway's prefix";
    }

    private static String ofFailure(String url, Throwable failure) {
        if (failure.getClass().getSimpleName().equals("OAuthException")) {
            return "another message says what to do about oauthTokenUrl";
        }
        Throwable unknown = cause(failure, UnknownHostException.class);
        if (unknown != null || cause(failure, UnresolvedAddressException.class) != null) {
            return isOfAnother(url, unknown)
                    ? "the proxy's host is unknown: " + CHECK_PROXY
                    : "the host is unknown: correct it in url, or add it to DNS";
        }
        if (cause(failure, InterruptedIOException.class) != null || isTimeout(failure)) {
            return "nothing came in time: check host and port in url, firewalls, and Loki's load";
        }
        if (cause(failure, SSLException.class) != null) {
            return ofTls(failure);
        }
        Throwable refused = cause(failure, ConnectException.class);
        if (refused != null) {
            return isOfAnother(url, refused)
                    ? "the proxy does not answer: " + CHECK_PROXY
                    : "nothing listens there: is Loki running, and is the port right (3100 by default)?";
        }
        String tls = url.startsWith("https:") ? "" : ", or needs https://";
        return "the connection was not answered as HTTP: the port may be another one of Loki's (9095 is gRPC, 3100"
                + " HTTP)" + tls;
    }

    private static String ofTls(Throwable failure) {
        String text = messages(failure);
        if (text.contains("cannot be read, entries wait")) {
            return "its own certificates cannot be read: correct the files";
        }
        if (cause(failure, CertificateExpiredException.class) != null) {
            return "the server's certificate has expired: renew it";
        }
        if (cause(failure, CertificateNotYetValidException.class) != null) {
            return "the server's certificate is not valid yet: check the clock of this machine";
        }
        if (text.contains("unrecognized ssl message") || text.contains("plaintext connection")) {
            return "this port speaks no TLS: write http:// in url";
        }
        if (text.contains("certification path") || text.contains("path building")) {
            return "the issuer of its certificate is unknown: set trustCertificates or trustStore";
        }
        if (text.contains("subject alternative")
                || text.contains("no name matching")
                || text.contains("not verified")) {
            return "its certificate is for another host: write a name of the certificate in url";
        }
        if (text.contains("bad_certificate") || text.contains("certificate_required")) {
            return "the server wants a client certificate: set clientCertificate and clientKey, or keyStore";
        }
        return "check that the port speaks TLS, and its certificate";
    }

    /** Returns whether a connection failed that was not to Loki's host: the messages of OkHttp and of DNS name the host. */
    private static boolean isOfAnother(String url, @Nullable Throwable failure) {
        String message = failure == null ? null : failure.getMessage();
        if (message == null || !(message.contains("/") || failure instanceof UnknownHostException)) {
            return false;
        }
        String host = url.replaceFirst("^[^/]*//", "").replaceFirst("[:/].*$", "");
        return !host.startsWith("[") && !message.contains(host);
    }

    /** Recognises the JDK client's exception, which is in a module that may be absent. */
    private static boolean isTimeout(Throwable failure) {
        return failure.getClass().getSimpleName().endsWith("TimeoutException");
    }

    private static <T extends Throwable> @Nullable Throwable cause(Throwable failure, Class<T> type) {
        Throwable at = failure;
        while (at != null && !type.isInstance(at)) {
            at = at.getCause();
        }
        return at;
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            all.append(at.getMessage()).append('\n');
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }
}
