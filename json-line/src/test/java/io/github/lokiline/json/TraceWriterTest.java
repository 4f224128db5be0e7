package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TraceWriterTest {
    private final TraceWriter traces = new TraceWriter();

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
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        one.addSuppressed(two);

        assertThat(trace(one))
                .contains("[circular reference: java.lang.Exception: one]")
                .hasSizeLessThan(50_000);
    }

    @Test
    void keepsTheFirstAndTheLastFramesOfADeepStack() {
        StackTraceElement[] frames = new StackTraceElement[1024];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement("a.B", "m" + i, "B.java", i);
        }
        Error thrown = new StackOverflowError();
        thrown.setStackTrace(frames);

        String trace = trace(thrown);

        assertThat(trace.lines()).hasSize(1 + TraceWriter.MAX_FRAMES + 1);
        assertThat(trace)
                .contains("a.B.m0(", "a.B.m149(", "\n\t... 824 frames omitted\n", "a.B.m974(", "a.B.m1023(")
                .doesNotContain("a.B.m150(", "a.B.m973(");
    }

    @Test
    void endsAtTheLimitHoweverLongTheChain() {
        Exception thrown = new Exception("root");
        for (int i = 0; i < 5000; i++) {
            thrown = new Exception("level " + i, thrown);
        }
        LineWriter out = new LineWriter();
        out.limit(10_000);

        new TraceWriter().write(thrown, out);

        assertThat(out.position()).isBetween(9_900, 10_064);
        assertThat(out.isCut()).isTrue();
        assertThat(Json.parse(Json.text(out)).asString()).startsWith("java.lang.Exception: level 4999\n\tat ");
    }

    @Test
    void keepsTheTraceOfAnExceptionThatCannotSayWhatItIs() {
        Exception thrown = new Broken();

        assertThat(trace(thrown))
                .startsWith(Broken.class.getName() + ": <error: IllegalStateException: no text>\n\tat ")
                .contains("Caused by: java.lang.IllegalStateException: no cause");
    }

    @Test
    void survivesAnExceptionWithoutFrames() {
        assertThat(trace(new Exception("x") {
                    @Serial
                    private static final long serialVersionUID = 1L;

                    @Override
                    public StackTraceElement[] getStackTrace() {
                        return null;
                    }
                }))
                .endsWith(": x");
    }

    private String trace(Throwable thrown) {
        return Json.parse(Json.written(out -> traces.write(thrown, out))).asString();
    }

    private static final class Broken extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("OverrideThrowableToString") // what is tested
        public String toString() {
            throw new IllegalStateException("no text");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }
}
