package io.github.lokiline.compatibility.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The content of both frameworks' sample events, on which each property of the lines has an effect. Stateless. */
final class LogEvents {
    static final Map<String, String> CONTEXT =
            Map.of("request_id", "r-17", "http.method", "GET", "user", "Ada é", "user_id", "17");
    static final String TEXT = "order {} paid";
    static final Object[] ARGUMENTS = {17, new Item("book")};

    private LogEvents() {}

    /** An object of the application. */
    record Item(String name) {}

    /** Returns a message that exceeds the limit of a line. */
    static String longMessage() {
        return "m".repeat(300 * 1024);
    }

    /** Returns a text that exceeds the limit of a value. */
    static String longValue() {
        return "v".repeat(40 * 1024);
    }

    /** Returns more entries than a line may have. */
    static Map<String, Object> manyEntries() {
        return IntStream.range(0, 200)
                .boxed()
                .collect(Collectors.toMap(i -> "k" + i, i -> (Object) i, (a, b) -> a, LinkedHashMap::new));
    }

    /** Returns a short form of a line for comparison, because a failure would otherwise print a very long text. */
    static String shortened(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return text.length() < 8_000
                ? text
                : text.substring(0, 500) + "... " + text.length() + " characters, hash " + text.hashCode();
    }

    /** Returns an exception with a cause and more frames than a stack trace shows. */
    static Exception deep() {
        return withFrames(300, new IllegalStateException("not open", new IOException("gone")), "com.acme.Svc");
    }

    /** Returns an exception within the limit of frames whose stack trace exceeds the limit of bytes. */
    static Exception wide() {
        return withFrames(150, new IllegalStateException("not open"), "com.acme." + "S".repeat(600));
    }

    private static Exception withFrames(int frames, Exception thrown, String type) {
        StackTraceElement[] trace = new StackTraceElement[frames];
        Arrays.setAll(trace, i -> new StackTraceElement(type, "handle" + i, "Svc.java", i + 1));
        thrown.setStackTrace(trace);
        if (thrown.getCause() != null) {
            thrown.getCause().setStackTrace(Arrays.copyOf(trace, 3));
        }
        return thrown;
    }
}
