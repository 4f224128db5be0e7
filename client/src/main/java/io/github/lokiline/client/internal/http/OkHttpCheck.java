package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the OkHttp, Okio and Kotlin of the class path fit together, by a push that never leaves the process:
 * it touches the classes that a real one touches. Stateless.
 */
final class OkHttpCheck {
    /** The versions that this library declares. */
    static final String DECLARED = "okhttp-jvm 5.5.1 and okio-jvm 3.18.1";

    private static final Pattern JAR = Pattern.compile("([^/!]+\\.jar)/?!");

    private OkHttpCheck() {}

    /** Returns what is wrong; null if OkHttp can be used. */
    static @Nullable String problem(SenderConfig settings) {
        try {
            return OkHttpProbe.problem(settings);
        } catch (LinkageError e) {
            return text(e);
        }
    }

    /** Returns an error as messages show it: its kind and the missing class or method. */
    static String text(LinkageError error) {
        String message = String.valueOf(error.getMessage());
        int end = message.indexOf('(');
        return error.getClass().getSimpleName() + ": "
                + (end < 0 ? message : message.substring(0, end))
                        .replace("'", "")
                        .replaceFirst("^.* (?=[\\w.$]+$)", "")
                        .replace('/', '.');
    }

    /** Returns the message for an operator, with the jars that were found. */
    static String message(String problem) {
        String okHttp = jar("okhttp3/OkHttpClient.class");
        String jars = Stream.of(okHttp, jar("okio/Buffer.class"), jar("kotlin/Unit.class"))
                .filter(jar -> !jar.isEmpty())
                .collect(Collectors.joining(", "));
        return okHttp.isEmpty()
                ? "OkHttp is not on the class path: pushes go through the JDK's HTTP client; add " + DECLARED
                        + ", or set httpClient to jdk if this is intended"
                : "OkHttp cannot be used with the jars on the class path, " + jars + " (" + problem
                        + "): pushes go through the JDK's HTTP client; declare " + DECLARED
                        + ", or import lokiline-bom, or set httpClient to jdk";
    }

    /** Returns the name of the jar that holds a class; empty if there is none. */
    private static String jar(String classFile) {
        ClassLoader own = OkHttpCheck.class.getClassLoader();
        URL location = own == null ? null : own.getResource(classFile);
        return location == null ? "" : name(location.toString());
    }

    /** Returns {@code okio-jvm-3.9.0.jar} for {@code jar:nested:/app.jar/!BOOT-INF/lib/okio-jvm-3.9.0.jar!/okio/Buffer.class}. */
    static String name(String location) {
        String name = location;
        for (Matcher jar = JAR.matcher(location); jar.find(); ) {
            name = jar.group(1);
        }
        return name;
    }

    /** Loaded only if there is an OkHttp, so that the class around it can always be loaded. */
    private static final class OkHttpProbe {
        private OkHttpProbe() {}

        static @Nullable String problem(SenderConfig settings) {
            SenderConfig plain = ImaginarySocket.settings(settings);
            try (OkHttpTransport transport = new OkHttpTransport(plain, null, new ImaginarySocket.Factory())) {
                HttpPost post = new HttpPost(
                        plain.url(), "application/x-protobuf", List.of(), new byte[1], ImaginarySocket.TIMEOUT_NANOS);
                int status = transport.post(post).status();
                return status == 204 ? null : "status " + status;
            } catch (IOException e) {
                return e.getClass().getSimpleName();
            }
        }
    }
}
