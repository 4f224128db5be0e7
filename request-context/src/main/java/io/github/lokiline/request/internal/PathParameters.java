package io.github.lokiline.request.internal;

/** Removes the session id from paths of requests. Stateless, and free of servlet classes, which WebFlux does not have. */
final class PathParameters {
    private static final String SESSION = ";jsessionid=";

    private PathParameters() {}

    /** Returns the path without the session id, because anyone who reads it could take over the session. */
    static String withoutSession(String path) {
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
