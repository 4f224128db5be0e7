package io.github.lokiline.request.internal;

import jakarta.servlet.http.HttpServletRequest;

/** Extracts the path of a request for log lines and patterns. Stateless. */
final class RequestPaths {
    private static final String SESSION = ";jsessionid=";

    private RequestPaths() {}

    /**
     * Returns the path without the query, and without the session id, because anyone who reads it could take over the
     * session.
     */
    static String of(HttpServletRequest request) {
        return withoutSession(request.getRequestURI());
    }

    /**
     * Returns the path below the context path. The context path is cut off first, because containers leave the session
     * id in both: {@code /shop;jsessionid=…}.
     */
    static String withinApplication(HttpServletRequest request) {
        String path = request.getRequestURI();
        String context = request.getContextPath();
        return withoutSession(path.startsWith(context) ? path.substring(context.length()) : path);
    }

    private static String withoutSession(String path) {
        int from = path.indexOf(SESSION);
        if (from < 0) {
            return path;
        }
        int end = from + SESSION.length();
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') {
            end++;
        }
        return path.substring(0, from) + path.substring(end);
    }
}
