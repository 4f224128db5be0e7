package io.github.lokiline.request.internal;

import jakarta.servlet.http.HttpServletRequest;

/** Extracts the path of a request for log lines and patterns. Stateless. */
final class RequestPaths {
    private RequestPaths() {}

    /** Returns the path without the query and the session id. */
    static String of(HttpServletRequest request) {
        return PathParameters.withoutSession(request.getRequestURI());
    }

    /**
     * Returns the path below the context path. The context path is cut off first, because containers leave the session
     * id in both: {@code /shop;jsessionid=…}.
     */
    static String withinApplication(HttpServletRequest request) {
        String path = request.getRequestURI();
        String context = request.getContextPath();
        return PathParameters.withoutSession(path.startsWith(context) ? path.substring(context.length()) : path);
    }
}
