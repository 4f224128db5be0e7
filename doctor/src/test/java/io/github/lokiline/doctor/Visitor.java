package io.github.lokiline.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Runs the doctor as a user does, in this process. Stateless. */
final class Visitor {

    /** The result of one run. */
    record Result(int exit, String text) {

        /** Returns the line of a check with its remedy, if it has one. */
        String of(String check) {
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (lines[i].matches(" {2}\\S+ +" + check + " .*")) {
                    boolean more = i + 1 < lines.length && lines[i + 1].contains(" -> ");
                    return lines[i].strip() + (more ? "\n" + lines[i + 1].strip() : "");
                }
            }
            throw new AssertionError("no line of " + check + " in\n" + text);
        }

        /** {@code ok}, {@code warn}, {@code FAIL} or {@code skipped}. */
        String status(String check) {
            return of(check).split(" ", 2)[0];
        }
    }

    private Visitor() {}

    /** Runs with environment variables only; the process's own LOKI_* do not count. */
    static Result withVariables(Map<String, String> variables, String... args) {
        Map<String, String> all = new HashMap<>();
        for (String name : new String[] {
            "URL", "TENANT", "USERNAME", "PASSWORD", "TOKEN", "LABELS", "APPLICATION", "JOB", "SPOOL_DIR", "ENABLED"
        }) {
            all.put("LOKI_" + name, "");
        }
        all.putAll(variables);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new Doctor(new PrintStream(out, true, StandardCharsets.UTF_8), all).run(args);
        return new Result(exit, out.toString(StandardCharsets.UTF_8));
    }

    static Result withUrl(String url, String... args) {
        return withVariables(Map.of("LOKI_URL", url), args);
    }

    /** Runs with an appender of these elements, at the root logger. */
    static Result withAppender(Path folder, String elements, String... args) {
        return withXml(folder, """
                <appender name="LOKI" class="io.github.lokiline.logback.loki.LokiAppender">
                  %s
                </appender>
                <root level="INFO"><appender-ref ref="LOKI"/></root>
                """.formatted(elements), args);
    }

    /** Runs with this content of a logback.xml. */
    static Result withXml(Path folder, String xml, String... args) {
        try {
            Path file = Files.writeString(
                    folder.resolve("logback.xml"), "<configuration>\n" + xml + "\n</configuration>\n");
            String[] all = Arrays.copyOf(args, args.length + 1);
            all[args.length] = file.toString();
            return withVariables(Map.of(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
