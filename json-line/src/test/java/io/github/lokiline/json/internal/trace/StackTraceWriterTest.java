package io.github.lokiline.json.internal.trace;

import static io.github.lokiline.json.spi.Failures.chain;
import static io.github.lokiline.json.spi.Failures.deep;
import static io.github.lokiline.json.spi.Failures.framed;
import static io.github.lokiline.json.spi.Failures.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.Failures.Broken;
import io.github.lokiline.json.spi.Failures.Endless;
import io.github.lokiline.json.spi.Failures.Framing;
import io.github.lokiline.json.spi.Failures.Telling;
import io.github.lokiline.json.spi.Failures.Wordless;
import io.github.lokiline.json.spi.Json;
import io.github.lokiline.json.spi.PropertyParser;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StackTraceWriterTest {
    private final StackTraceWriter traces = writer(Map.of());

    @Test
    void writesWhatPrintStackTraceWritesWithoutModules() {
        Exception cause = new IllegalArgumentException("cause \"quoted\"\n\u20ac");
        Exception thrown = new IllegalStateException("top", cause);
        thrown.addSuppressed(new RuntimeException("closing", new Error("deeper")));
        StringWriter expected = new StringWriter();
        thrown.printStackTrace(new PrintWriter(expected));

        // Once rendered and once remembered.
        assertThat(trace(thrown)).isEqualTo(trace(thrown));
        assertThat(trace(thrown))
                .isEqualTo(expected.toString()
                        .replace(System.lineSeparator(), "\n")
                        .replaceAll("\tat [^\\s(/]+/", "\tat ")
                        .strip());
    }

    @Test
    void writesFramesWithoutFileOrLine() {
        Exception thrown = new Exception("x");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("a.B", "<init>", null, -1),
            new StackTraceElement("a.B", "n", "B.java", -2),
            new StackTraceElement("a.\"C\n", "m", "B.java", -1),
        });

        assertThat(trace(thrown))
                .isEqualTo("java.lang.Exception: x\n\tat a.B.<init>(Unknown Source)\n\tat a.B.n(Native Method)"
                        + "\n\tat a.\"C\n.m(B.java)");
    }

    @Test
    void endsCyclesOfCausesAndSuppressed() {
        Exception one = framed("one", "a.B.m(B.java:1)");
        Exception two = framed("two", "a.B.n(B.java:2)");
        one.initCause(two);
        two.initCause(one);
        one.addSuppressed(two);

        assertThat(trace(one)).isEqualTo("""
            java.lang.Exception: one
            \tat a.B.m(B.java:1)
            \tSuppressed: java.lang.Exception: two
            \t\tat a.B.n(B.java:2)
            \tCaused by: [circular reference: java.lang.Exception: one]
            Caused by: [circular reference: java.lang.Exception: two]\
            """);
    }

    @Test
    void keepsTheFirstAndTheLastFramesOfADeepStack() {
        String trace = trace(deep(1024));

        assertThat(trace.lines()).hasSize(1 + StackTraceConfig.MAX_FRAMES + 1);
        assertThat(trace)
                .contains("a.B.m0(", "a.B.m149(", "\n\t... 824 frames omitted\n", "a.B.m974(", "a.B.m1023(")
                .doesNotContain("a.B.m150(", "a.B.m973(");
    }

    @Test
    void showsAsManyFramesAsItIsTold() {
        assertThat(trace(deep(9), "maxStackFrames", "4").lines())
                .containsExactly(
                        "java.lang.StackOverflowError",
                        "\tat a.B.m0(B.java:0)",
                        "\tat a.B.m1(B.java:1)",
                        "\tat a.B.m2(B.java:2)",
                        "\t... 5 frames omitted",
                        "\tat a.B.m8(B.java:8)");
        assertThat(trace(deep(9), "maxStackFrames", "1")).endsWith("m0(B.java:0)\n\t... 8 frames omitted");
        assertThat(trace(deep(9), "maxStackFrames", "0")).endsWith("Error\n\t... 9 frames omitted");
        assertThat(trace(deep(9), "maxStackFrames", "9").lines()).hasSize(10);
    }

    @Test
    void leavesOutTheFramesBehindTheFirstThatMatches() {
        Exception cause = framed("cause", "a.R.r(R.java:1)", "a.T.run(T.java:9)", "a.T.run(T.java:10)");
        Exception thrown =
                framed("top", "a.S.s(S.java:3)", "fw.A.a(A.java:1)", "fw.A.b(A.java:2)", "a.T.run(T.java:10)");
        thrown.initCause(cause);

        assertThat(trace(thrown, "truncateFramesAfter", "fw., a.T.", "excludeFrames", "a.S., fw."))
                .isEqualTo("""
                    java.lang.Exception: top
                    \tat a.S.s(S.java:3)
                    \t... 1 frame excluded
                    \t... 2 more
                    Caused by: java.lang.Exception: cause
                    \tat a.R.r(R.java:1)
                    \tat a.T.run(T.java:9)
                    \t... 1 more""");
        assertThat(trace(thrown, "truncateFramesAfter", "/[.]s$/", "maxStackFrames", "1"))
                .startsWith("java.lang.Exception: top\n\tat a.S.s(S.java:3)\n\t... 3 more\nCaused");
    }

    @Test
    void showsTheExceptionsThatADriverChains() {
        SQLException batch = sql("batch failed", "a.Dao.save(Dao.java:7)");
        SQLException second = sql("key 2 exists", "a.Driver.send(Driver.java:1)", "a.Dao.save(Dao.java:7)");
        SQLException third = sql("key 3 exists");
        second.initCause(framed("why", "a.W.w(W.java:5)"));
        batch.setNextException(second);
        batch.setNextException(third);
        batch.initCause(framed("cause", "a.C.c(C.java:1)"));
        Exception top = framed("top", "a.S.s(S.java:3)");
        top.initCause(batch);

        assertThat(trace(top)).isEqualTo("""
            java.lang.Exception: top
            \tat a.S.s(S.java:3)
            Caused by: java.sql.SQLException: batch failed
            \tat a.Dao.save(Dao.java:7)
            \tNext: java.sql.SQLException: key 2 exists
            \t\tat a.Driver.send(Driver.java:1)
            \t\t... 1 more
            \tCaused by: java.lang.Exception: why
            \t\tat a.W.w(W.java:5)
            \tNext: java.sql.SQLException: key 3 exists
            Caused by: java.lang.Exception: cause
            \tat a.C.c(C.java:1)""");
    }

    @Test
    void countsTheChainedExceptionsThatAreTooMany() {
        SQLException first = sql("failed");
        for (int i = 0; i < 1000; i++) {
            first.setNextException(sql("row " + i));
        }

        String trace = trace(first, "maxStackFrames", "1");

        assertThat(trace).contains("\tNext: java.sql.SQLException: row 0\n").endsWith("exceptions omitted");
        assertThat(trace.lines().count()).isLessThan(140);
    }

    @Test
    void endsAChainThatLeadsBackToItsBegin() {
        SQLException first = sql("first");
        SQLException second = new SQLException("second") {
            private static final long serialVersionUID = 1L;

            @Override
            public SQLException getNextException() {
                return first;
            }
        };
        second.setStackTrace(new StackTraceElement[0]);
        first.setNextException(second);

        assertThat(trace(first))
                .isEqualTo("java.sql.SQLException: first\n\tNext: "
                        + second.getClass().getName() + ": second");
    }

    @Test
    void beginsWithTheRootCauseWhenToldSo() {
        Exception root = framed("root", "a.R.r(R.java:1)", "a.T.run(T.java:9)");
        Exception middle = framed("middle", "a.M.m(M.java:2)", "a.T.run(T.java:9)");
        Exception top = framed("top", "a.S.s(S.java:3)", "a.T.run(T.java:9)");
        Exception closing = framed("closing", "a.C.c(C.java:4)");
        closing.initCause(framed("why", "a.W.w(W.java:5)"));
        top.initCause(middle);
        middle.initCause(root);
        middle.addSuppressed(closing);

        assertThat(trace(top, "rootCauseFirst", "true")).isEqualTo("""
            java.lang.Exception: root
            \tat a.R.r(R.java:1)
            \t... 1 more
            Wrapped by: java.lang.Exception: middle
            \tat a.M.m(M.java:2)
            \t... 1 more
            \tSuppressed: java.lang.Exception: why
            \t\tat a.W.w(W.java:5)
            \tWrapped by: java.lang.Exception: closing
            \t\tat a.C.c(C.java:4)
            Wrapped by: java.lang.Exception: top
            \tat a.S.s(S.java:3)
            \tat a.T.run(T.java:9)\
            """);
    }

    @Test
    void endsCyclesWithTheRootCauseFirstToo() {
        Exception one = framed("one", "a.B.m(B.java:1)");
        Exception two = framed("two", "a.B.n(B.java:2)");
        one.initCause(two);
        two.initCause(one);

        assertThat(trace(one, "rootCauseFirst", "true")).isEqualTo("""
            java.lang.Exception: two
            \tat a.B.n(B.java:2)
            Caused by: [circular reference: java.lang.Exception: one]
            Wrapped by: java.lang.Exception: one
            \tat a.B.m(B.java:1)\
            """);
    }

    @Test
    void leavesOutExcludedFramesButTheOneThatThrew() {
        Exception thrown = framed(
                "x",
                "org.fw.Check.notNull(C.java:1)",
                "com.acme.Svc.handle(S.java:2)",
                "org.fw.Proxy.invoke(P.java:3)",
                "jdk.reflect.Call.invoke(M.java:4)",
                "com.acme.Main.main(M.java:5)",
                "com.acme.Gen$$12.run(G.java:6)");

        String trace = trace(thrown, "excludeFrames", "org.fw., jdk.*\n/Gen[$]{1,2}\\d+/");

        assertThat(trace).isEqualTo("""
            java.lang.Exception: x
            \tat org.fw.Check.notNull(C.java:1)
            \tat com.acme.Svc.handle(S.java:2)
            \t... 2 frames excluded
            \tat com.acme.Main.main(M.java:5)
            \t... 1 frame excluded\
            """);
    }

    @Test
    void countsOnlyShownFramesAgainstTheMost() {
        StackTraceElement[] frames = new StackTraceElement[400];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement(i % 40 == 0 ? "a.B" : "org.fw.F", "m" + i, "B.java", i);
        }
        Exception thrown = framed("x");
        thrown.setStackTrace(frames);

        assertThat(trace(thrown, "excludeFrames", "org.fw.", "maxStackFrames", "12"))
                .contains("m0(", "m200(", "m360(", "\t... 39 frames excluded")
                .doesNotContain("omitted");
        assertThat(trace(thrown, "excludeFrames", "org.fw.", "maxStackFrames", "4"))
                .contains("m0(", "m80(", "frames omitted", "m360(")
                .doesNotContain("m120(", "m320(");
    }

    @Test
    void shortensPackagesInFramesAndHeadlines() {
        Exception thrown = new IllegalStateException("java.lang.X is not com.acme.Y", new Telling());
        thrown.setStackTrace(frames("com.acme.shop.Svc$Inner.run(S.java:1)", "Main.main(M.java:2)"));

        assertThat(trace(thrown, "shortenNames", "true")).startsWith("""
            j.l.IllegalStateException: java.lang.X is not com.acme.Y
            \tat c.a.s.Svc$Inner.run(S.java:1)
            \tat Main.main(M.java:2)
            Caused by: i.g.l.j.s.Failures$Telling says all
            \tat i.g.l.j.i.t.StackTraceWriterTest.\
            """);
    }

    @Test
    void hidesMessagesOfAllExceptionsOrOfSomeWithTheirSubclasses() {
        Exception cause = new FileNotFoundException("/home/ada");
        Exception thrown = new IllegalStateException("card 4111", cause);
        thrown.addSuppressed(new Telling());

        assertThat(trace(thrown, "hideExceptionMessages", "true"))
                .startsWith("java.lang.IllegalStateException\n")
                .contains("\n\tSuppressed: " + Telling.class.getName() + "\n")
                .contains("\nCaused by: java.io.FileNotFoundException\n");
        for (String names : List.of("java.io.IOException", "IOException", "java.io.*", "*.IOException")) {
            assertThat(trace(thrown, "hideExceptionMessages", names))
                    .contains("card 4111", "says all", "\nCaused by: java.io.FileNotFoundException\n")
                    .doesNotContain("ada");
        }
        assertThat(trace(thrown, "hideExceptionMessages", "false")).contains("card 4111", "ada");
    }

    @Test
    void writesAnArrayOfLinesHoweverTheyEnd() {
        Exception thrown = framed("one\r\ntwo\n\nthree\rfour", "a.B.m(B.java:1)");

        JsonNode lines = json(thrown, Map.of("stackAsArray", "true"));

        assertThat(lines.valueStream().map(JsonNode::asString))
                .containsExactly("java.lang.Exception: one", "two", "", "three", "four", "\tat a.B.m(B.java:1)");
    }

    @Test
    void endsAtTheLimitHoweverManyEmptyLinesAMessageHas() {
        for (int newlines : List.of(30_000, 100_000)) {
            Exception thrown = framed("\n".repeat(newlines), "a.B.m(B.java:1)");
            thrown.initCause(framed("root", "a.R.r(R.java:1)"));

            for (boolean rootFirst : List.of(false, true)) {
                String trace = lines(
                        limited(thrown, 64 * 1024, map("stackAsArray", "true", "rootCauseFirst", "" + rootFirst)));

                assertThat(trace).contains("\n...\n\tat a.B.m(B.java:1)", "\n\tat a.R.r(R.java:1)");
            }
        }
    }

    @Test
    void endsAtTheLimitHoweverLongTheChain() {
        for (boolean array : List.of(false, true)) {
            for (boolean rootFirst : List.of(false, true)) {
                JsonNode trace =
                        limited(chain(8000), 10_000, map("stackAsArray", "" + array, "rootCauseFirst", "" + rootFirst));

                assertThat(lines(trace))
                        .contains("exceptions omitted\n")
                        .containsPattern("java[.]lang[.]Exception: level 0(\n|$)")
                        .containsPattern("java[.]lang[.]Exception: level 8000(\n|$)");
            }
        }
    }

    @Test
    void showsTheFirstAndTheLastOfALongChainEvenWithoutALimit() {
        String trace = trace(chain(8000));

        assertThat(trace)
                .startsWith("java.lang.Exception: level 8000\n")
                .contains("Caused by: java.lang.Exception: level 7745\n")
                .contains("\n\t... 7744 exceptions omitted\nCaused by: java.lang.Exception: level 0")
                .doesNotContain("level 7744\n");
    }

    @Test
    void endsChainsThatNeverEnd() {
        assertThat(trace(new Endless())).contains("\t... 10000 exceptions omitted\n");
    }

    @Test
    void asksForTheFramesOnlyOfWhatItMayShow() {
        int[] asked = {0};
        Throwable thrown = framed("root");
        for (int i = 0; i < 8000; i++) {
            Throwable next = new Framing(() -> {
                asked[0]++;
                return new StackTraceElement[0];
            });
            next.initCause(thrown);
            thrown = next;
        }

        limited(thrown, 4000, Map.of());

        assertThat(asked[0]).isLessThanOrEqualTo(ThrowableChain.MOST);
    }

    @Test
    void keepsHeadAndTailOfEachExceptionAtTheLimit() {
        Throwable thrown = deep(150);
        thrown.initCause(deep(120, "root"));

        for (int limit : List.of(2000, 3000, 5000, 6000)) {
            String trace = lines(limited(thrown, limit, Map.of()));

            assertThat(trace)
                    .startsWith("java.lang.StackOverflowError\n\tat a.B.m0(B.java:0)\n")
                    .contains("\tat a.B.m149(B.java:149)\nCaused by: java.lang.StackOverflowError: root\n\tat a.B.m0(")
                    .containsPattern("\n\t\\.\\.\\. \\d+ frames omitted\n")
                    .endsWith("\tat a.B.m119(B.java:119)");
            assertThat(trace.lines().skip(1)).allMatch(line -> line.matches("\tat .*\\)|\t\\.{3} .*|Caused by: .*"));
            assertThat(trace.length()).isGreaterThan(limit * 8 / 10);
        }
    }

    @Test
    void fitsAtAnyLimit() {
        Throwable thrown = deep(20);
        thrown.addSuppressed(framed("closing \ud83d\ude00", "a.C.c(C.java:1)"));
        thrown.initCause(framed("root \u20ac".repeat(20), "a.R.r(R.java:1)"));

        for (boolean array : List.of(false, true)) {
            for (int limit = 0; limit < 1500; limit++) {
                limited(thrown, limit, map("stackAsArray", "" + array));
            }
        }
    }

    @Test
    void leavesRoomForFramesBelowALongMessage() {
        Exception thrown = framed("\ud83d\ude00".repeat(50_000), "a.B.m(B.java:1)");
        thrown.initCause(framed("y".repeat(100_000), "a.C.n(C.java:2)"));

        String trace = lines(limited(thrown, 64 * 1024, Map.of()));

        assertThat(trace).contains("\ud83d\ude00...\n\tat a.B.m(B.java:1)\nCaused by: java.lang.Exception: yyy");
        assertThat(trace).endsWith("yyy...\n\tat a.C.n(C.java:2)");
        assertThat(trace.indexOf("...")).isBetween(8_000, 8_500);
    }

    @Test
    void countsSuppressedExceptionsThatFindNoRoom() {
        Exception thrown = framed("top", "a.B.m(B.java:1)");
        for (int i = 0; i < 1000; i++) {
            thrown.addSuppressed(framed("closing " + i, "a.C.c(C.java:1)"));
        }
        thrown.initCause(framed("root", "a.R.r(R.java:1)"));

        assertThat(trace(thrown))
                .contains("closing 126\n", "\n\t\t... 873 exceptions omitted\nCaused by: ")
                .doesNotContain("closing 127");
        assertThat(lines(limited(thrown, 2000, Map.of()))).isEqualTo("""
            java.lang.Exception: top
            \tat a.B.m(B.java:1)
            \t... 1000 suppressed exceptions omitted
            Caused by: java.lang.Exception: root
            \tat a.R.r(R.java:1)\
            """);
    }

    @Test
    void keepsTheTraceOfAnExceptionThatCannotSayWhatItIs() {
        assertThat(trace(new Broken()))
                .startsWith(Broken.class.getName() + ": <error: IllegalStateException: no text>\n\tat ")
                .contains("Caused by: java.lang.IllegalStateException: no cause");
        assertThat(trace(new Wordless(() -> {
                    throw new StackOverflowError();
                })))
                .startsWith(Wordless.class.getName() + ": <error: StackOverflowError>\n\tat ");
        assertThat(trace(new Wordless(() -> {
                    throw new NoClassDefFoundError("a/Message");
                })))
                .startsWith(Wordless.class.getName() + ": <error: NoClassDefFoundError: a/Message>\n\tat ");
        assertThat(trace(new Wordless(() -> null))).startsWith(Wordless.class.getName() + "\n\tat ");
    }

    @Test
    void survivesAnExceptionWithoutFrames() {
        assertThat(trace(new Framing(() -> null))).isEqualTo(Framing.class.getName());
        assertThat(trace(new Framing(() -> new StackTraceElement[] {null}))).isEqualTo(Framing.class.getName());
        assertThat(trace(new Framing(() -> {
                    throw new Unseen();
                })))
                .isEqualTo(Framing.class.getName());
        assertThat(trace(new Framing(() -> {
                    throw new IllegalStateException("no frames");
                })))
                .startsWith(Framing.class.getName() + "\n\tat ");
    }

    @Test
    void leavesOutAFrameThatIsNullAndKeepsTheOthers() {
        StackTraceElement[] frames = {null, frame(1), null, frame(2), frame(3), null};
        Exception outer = new Framing(() -> new StackTraceElement[] {frame(0), null, frame(3)});
        outer.initCause(new Framing(() -> frames));

        assertThat(trace(outer)).isEqualTo("""
            io.github.lokiline.json.spi.Failures$Framing
            \tat a.B.m(B.java:0)
            \tat a.B.m(B.java:3)
            Caused by: io.github.lokiline.json.spi.Failures$Framing
            \tat a.B.m(B.java:1)
            \tat a.B.m(B.java:2)
            \t... 1 more\
            """);
        assertThat(json(outer, map("stackAsArray", "true")).size()).isEqualTo(7);
    }

    @Test
    void forgetsTheExceptionsItWrote() {
        Utf8JsonWriter out = new Utf8JsonWriter();

        traces.write(chain(20), out);

        assertThat(out.scratch().trace().size()).isZero();
    }

    private static SQLException sql(String message, String... frames) {
        SQLException thrown = new SQLException(message);
        thrown.setStackTrace(frames(frames));
        return thrown;
    }

    private static StackTraceElement frame(int line) {
        return new StackTraceElement("a.B", "m", "B.java", line);
    }

    private String trace(Throwable thrown, String... properties) {
        return lines(json(thrown, map(properties)));
    }

    private JsonNode json(Throwable thrown, Map<String, String> properties) {
        StackTraceWriter writer = properties.isEmpty() ? traces : writer(properties);
        return Json.parse(Json.written(out -> writer.write(thrown, out)));
    }

    /** What a writer with that limit gives, which it may pass by no more than closing marks. */
    private static JsonNode limited(Throwable thrown, int limit, Map<String, String> properties) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.limit(limit);
        writer(properties).write(thrown, out);
        assertThat(out.position()).isLessThanOrEqualTo(limit + 32);
        assertThat(out.limit()).isEqualTo(limit);
        return Json.parse(Json.text(out));
    }

    private static String lines(JsonNode trace) {
        return trace.isArray()
                ? trace.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"))
                : trace.asString();
    }

    private static StackTraceWriter writer(Map<String, String> properties) {
        PropertyParser settings = new PropertyParser();
        StackTraceWriter writer = new StackTraceWriter(StackTraceConfig.parse(properties, settings));
        assertThat(settings.faults()).isEmpty();
        return writer;
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Fails with itself when asked for its frames. */
    private static final class Unseen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw this;
        }
    }
}
