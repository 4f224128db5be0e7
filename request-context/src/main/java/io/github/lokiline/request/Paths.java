package io.github.lokiline.request;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as lines and patterns want it. Stateless. */
final class Paths {

    private static final String SESSION = ";jsessionid=";

    private Paths() {}

    /** Without the query, and without the session's id, with which anybody could take the session over. */
    static String of(HttpServletRequest request) {
        String path = request.getRequestURI();
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

    static String withinApplication(HttpServletRequest request) {
        return of(request).substring(request.getContextPath().length());
    }
}
