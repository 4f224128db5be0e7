package io.github.lokiline.request.internal;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as lines and patterns want it. Stateless. */
final class RequestPaths {

    private static final String SESSION = ";jsessionid=";

    private RequestPaths() {}

    /** Without the query, and without the session's id, with which anybody could take the session over. */
    static String of(HttpServletRequest request) {
        return withoutSession(request.getRequestURI());
    }

    /** Cut before the session's id goes: containers leave that in the context path as well, {@code /shop;jsessionid=…}. */
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
