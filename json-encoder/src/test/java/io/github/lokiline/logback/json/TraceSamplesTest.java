package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that the encoder writes the traces that {@code docs/encoder.md} shows. */
class TraceSamplesTest {
    private static final StackTraceElement DB = frame("com.acme.shop.Db", "read", "Db.java", 12);
    private static final StackTraceElement[] OUTER = {
        frame("com.acme.shop.Svc", "handle", "Svc.java", 42),
        frame("org.fw.Proxy", "invoke", "Proxy.java", 7),
        frame("org.fw.Filter", "pass", "Filter.java", 9),
        frame("com.acme.shop.Main", "main", "Main.java", 3)
    };

    @Test
    void showTheDefault() throws IOException {
        assertThat(trace(encoder -> {})).isEqualTo(documented("## Stack traces"));
    }

    @Test
    void showExcludedFramesAndShortNames() throws IOException {
        assertThat(trace(encoder -> {
                    encoder.addExcludeFrames("org.fw.");
                    encoder.setShortenNames("true");
                }))
                .isEqualTo(documented("### `excludeFrames`"));
    }

    @Test
    void showTheRootCauseFirst() throws IOException {
        assertThat(trace(encoder -> encoder.setRootCauseFirst("true"))).isEqualTo(documented("### `rootCauseFirst`"));
    }

    @Test
    void showOmittedFrames() throws IOException {
        assertThat(trace(encoder -> encoder.setMaxStackFrames("2"))).isEqualTo(documented("### `maxStackFrames`"));
    }

    @Test
    void showAnArray() throws IOException {
        IOException gone = new IOException("gone");
        gone.setStackTrace(new StackTraceElement[] {DB, OUTER[3]});

        JsonNode trace = line(encoder -> encoder.setStackAsArray("true"), gone).get("exc_info");

        assertThat(trace).isEqualTo(Lines.parse(documented("### `stackAsArray`")));
    }

    @Test
    void endBehindAFrame() throws IOException {
        assertThat(trace(encoder -> encoder.addTruncateFramesAfter("org.fw.Proxy")))
                .isEqualTo(documented("### `truncateFramesAfter`"));
    }

    @Test
    void showHiddenMessages() throws IOException {
        assertThat(trace(encoder -> encoder.addHideExceptionMessages("IOException")))
                .isEqualTo(documented("### `hideExceptionMessages`"));
    }

    @Test
    void showAnErrorWithoutTrace() throws IOException {
        Lines lines = Lines.with(encoder -> {
            encoder.addOmitStackOf("IllegalArgumentException");
            encoder.setFormat("message");
        });

        lines.logger().error("Order failed", new IllegalArgumentException("no stock left"));

        assertThat(lines.line()).isEqualTo(documented("`omitStackOf` is for"));
    }

    private static String trace(Consumer<JsonEncoder> settings) {
        IOException gone = new IOException("gone");
        gone.setStackTrace(new StackTraceElement[] {DB, OUTER[0], OUTER[1], OUTER[2], OUTER[3]});
        Exception thrown = new IllegalStateException("not open", gone);
        thrown.setStackTrace(OUTER.clone());
        return line(settings, thrown).get("exc_info").asString();
    }

    private static JsonNode line(Consumer<JsonEncoder> settings, Throwable thrown) {
        Lines lines = Lines.with(settings);
        lines.logger().error("hi", thrown);
        return lines.json();
    }

    private static StackTraceElement frame(String className, String method, String file, int line) {
        return new StackTraceElement(className, method, file, line);
    }

    /** Returns the first sample after a text. */
    private static String documented(String after) throws IOException {
        String page = Files.readString(Path.of("../docs/encoder.md"));
        int start = page.indexOf('\n', page.indexOf("```", page.indexOf(after))) + 1;
        return page.substring(start, page.indexOf("\n```", start));
    }
}
