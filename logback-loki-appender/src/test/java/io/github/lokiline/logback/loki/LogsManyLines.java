package io.github.lokiline.logback.loki;

import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An application that logs many lines of different lengths, each with its process. */
final class LogsManyLines {
    private LogsManyLines() {}

    public static void main(String[] args) {
        Logger log = LoggerFactory.getLogger(LogsManyLines.class);
        MDC.put("process", Long.toString(ProcessHandle.current().pid()));
        messages().forEach(log::info);
    }

    static List<String> messages() {
        return IntStream.range(0, 500)
                .mapToObj(i -> i + " " + "x".repeat(i * 7 % 3000))
                .toList();
    }
}
