package io.github.lokiline.json;

import static io.github.lokiline.json.Failures.frames;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTextsTest {
    private final LineWriter out = new LineWriter();

    @Test
    void rendersAndDecidesOncePerFrame() {
        FrameTexts texts = texts(Map.of("excludeFrames", "/Sv[c][.]han/", "stackHash", "true"));

        FrameText first = texts.of(frames("com.acme.Svc.handle(Svc.java:42)")[0], out);
        FrameText again = texts.of(frames("com.acme.Svc.handle(Svc.java:42)")[0], out);

        assertThat(again).isSameAs(first);
        assertThat(first.excluded()).isTrue();
        assertThat(first.hash()).isNotZero();
        assertThat(out.position()).isZero();
    }

    @Test
    void tellsFramesApartByAllThatIsShownOfThem() {
        FrameTexts texts = texts(Map.of());
        StackTraceElement[] frames = {
            new StackTraceElement("a.B", "m", "B.java", 1),
            new StackTraceElement("a.B", "m", "C.java", 1),
            new StackTraceElement("a.B", "m", null, 1),
            new StackTraceElement("a.B", "n", "B.java", 1),
            new StackTraceElement("a.C", "m", "B.java", 1),
            new StackTraceElement("a.B", "m", "B.java", 2),
        };

        for (int round = 0; round < 2; round++) {
            for (StackTraceElement frame : frames) {
                assertThat(Json.utf8(texts.of(frame, out).bytes())).isEqualTo("\\n\\tat " + frame);
            }
        }
    }

    @Test
    void showsFramesThatAreTooLongToBeKept() {
        FrameTexts texts = texts(Map.of());
        StackTraceElement frame = new StackTraceElement("a.B", "m".repeat(1000), "B.java", 1);
        out.limit(10);

        FrameText first = texts.of(frame, out);

        assertThat(Json.utf8(first.bytes())).isEqualTo("\\n\\tat " + frame);
        assertThat(texts.of(frame, out)).isNotSameAs(first);
        assertThat(out.limit()).isEqualTo(10);
        assertThat(out.isCut()).isFalse();
    }

    private static FrameTexts texts(Map<String, String> properties) {
        TraceRules rules = TraceRules.parse(properties, new Settings());
        return new FrameTexts(rules, new TraceLines(rules.asArray()));
    }
}
